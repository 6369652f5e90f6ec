"""The sentences of ingest, which are English and meant for a terminal, in plain Chinese for the page.

They begin with the file's name. A sentence that is not known here is shown as it is, after one that says whose it is;
a test holds the table to the sentences that ingest has.
"""

import re
from collections.abc import Sequence

from assistant.staff.refused import Told

_DOCX = "请用 Word 或 WPS 打开后另存为 .docx"
_PRINT = "请打开后重新打印成 PDF"
_TEXT = "请把文字另存为 .txt 再上传"
_KNOWN = [
    (
        r"this PDF is a scan without text.*",
        "这份 PDF 是扫描件，里面没有文字：请先做文字识别（OCR），再上传识别后的文件。",
    ),
    (
        r"this PDF does not say which.*",
        "这份 PDF 的字体没有标明是哪些字，读出来会是乱码：请先做文字识别（OCR），再上传。",
    ),
    (r"this PDF is damaged \(.*", f"这份 PDF 已损坏：{_PRINT}，再上传。"),
    (r"this is no PDF or it is damaged.*", f"这不是 PDF，或者已损坏：{_PRINT}，再上传。"),
    (r"this PDF has a password.*", "这份 PDF 有密码：请另存为没有密码的文件再上传。"),
    (r"this PDF has no pages.*", f"这份 PDF 一页也没有：{_PRINT}，再上传。"),
    (
        r"(\d+) pages are more than an article can have \((\d+)\).*",
        r"这份 PDF 有 \1 页，超过了 \2 页：请拆成几份再上传。",
    ),
    (
        r"it is marked as a state secret \((.+?)\).*",
        r"文件标有密级“\1”：涉密文件不得上传。请立即在此放弃，并报告本单位的保密负责人。",
    ),
    (r"the file is empty.*", "这个文件是空的，没有可以收录的内容。"),
    (r"there are headings but no text.*", "只有标题，没有正文：请检查这个文件。"),
    (r"(\d+) MB is more than an article can be \((\d+) MB\).*", r"文件有 \1 MB，超过了 \2 MB：请拆成几份再上传。"),
    (r"this is an old Word file or a locked one.*", f"这是旧版 Word 文件，或有密码：{_DOCX}（不设密码）。"),
    (r"this is an old \.doc or has a password.*", f"这是旧版 .doc，或有密码：{_DOCX}（不设密码）。"),
    (r"this is no readable Word document.*", f"这份 Word 文件读不出来：{_DOCX}。"),
    (r"this is no \.docx or it is damaged.*", f"这不是 .docx，或者已损坏：{_DOCX}。"),
    (r"the document has a password.*", f"这份文件有密码：{_DOCX}，不要设密码。"),
    (r"the document holds no text.*", "这份文件里没有文字：如果是图片，请先做文字识别（OCR），再保存文字。"),
    (r"unpacked it is (\d+) MB.*", rf"解压后有 \1 MB，文章不会这么大：{_TEXT}。"),
    (r"this is a picture by its content.*", f"从内容看这是一张图片，不是文章：{_TEXT}。"),
    (r"this is a rtf by its content.*", "从内容看这是 RTF 文件：请另存为 .docx 或 .txt 再上传。"),
    (r"this is a (\S+) by its content.*", rf"从内容看这是 \1，不是文章：{_TEXT}。"),
    (r"this is a \.(\w+) file by its content.*", r"从内容看这其实是 .\1 文件：请把文件名的后缀改成 .\1 再上传。"),
    (r"this is not a text file.*", "这不是文本文件：请另存为 UTF-8 编码的 .txt 或 .md 再上传。"),
    (r"save it as \.docx, \S+ files cannot be read.*", f"不能读取这种旧格式：{_DOCX}。"),
    (r"files of this kind cannot be read.*", "不能读取这种文件：请另存为 PDF、.docx、.html、.txt 或 .md。"),
    (r"the file's name is not UTF-8.*", "文件名的编码不对：请改名后再上传。"),
    (r"(?:the file )?cannot be opened.*", "这个文件打不开：请检查文件和它的权限。"),
    (r"reading it takes more memory or time.*", f"读取它占用的内存或时间太多：{_TEXT}。"),
    (r"the file cannot be understood.*", f"这个文件的内容无法理解：{_TEXT}。"),
    (r"its parts are nested too deeply.*", f"它的内容嵌套太深：{_TEXT}。"),
    (r"the page is empty.*", "这个网页是空的：请在浏览器里重新保存一次。"),
    (
        r"the page holds no text.*",
        "这个网页里没有文字（文字要靠脚本加载）：请在浏览器里打开，把文字复制到 .txt 再上传。",
    ),
    (r"the page's encoding cannot be told.*", "看不出这个网页的编码：请另存为 UTF-8 再上传。"),
    (r"the page's elements are nested too deeply.*", f"这个网页嵌套太深：{_TEXT}。"),
    (r"`(.*)` is not a date.*", r"“\1”不是日期：请写成 2025-06-12 这样。"),
    (r"`(.*)` is none of the actions; use (.*)\.", r"“\1”不是行动的名称，请从这些里选：\2。"),
    (r"`(.*)` must be a single value.*", r"“\1”只能填一个值。"),
    (r"`(.*)` is not a key.*", r"补充说明里有不认识的项目：“\1”。"),
    (r"write one `key: value` a line.*|this is not YAML.*", "补充说明的格式不对：请重新填写并保存。"),
    (r"a file of this kind has a few lines.*", "补充说明太长：请缩短。"),
    (r"save it in UTF-8\.", "补充说明的编码不对：请重新填写并保存。"),
    (r"make it with `python -m ingest read.*", "已保存的归属选择读不出来：请重新选择并保存。"),
    (r"this link is not followed.*", "文章目录里有一个链接，没有被读取：请把文件本身放进去。"),
    (r"this folder cannot be opened.*", "文章目录里有一个文件夹打不开：请管理员检查它的权限。"),
]
_PLAIN = [
    (r"Nothing would be left in the index.*", "这样做之后资料库里就一篇文章也没有了，所以没有执行：请先加入别的文章。"),
    (r".* holds no file that can be read.*", "文章目录里没有可以读取的文件：请先上传文章。"),
    (
        r".* does not exist: check the path.*|.* is not a file: check the path.*",
        "这个文件或目录已经不在了：请看最新的列表。",
    ),
    (r"Another sync is at work.*", "资料库正在由另一个程序更新（例如命令行）：请等它结束后再试。"),
    (r"The index cannot be written.*", "资料库的目录不能写入：请管理员检查磁盘和权限。"),
    (
        r"The new generation did not pass its check.*",
        "新的资料库没有通过自检，没有启用，原来的继续使用：请联系管理员。",
    ),
    (r"There is no earlier generation.*", "没有更早的版本可以退回。"),
    (
        r"Generation \S+ is of another version or damaged.*",
        "更早的版本与现在的程序不符或已损坏，不能退回：请重新收录整个目录。",
    ),
    (
        r"The index was built by another version.*|The index was built by the encoder.*",
        "资料库与现在的程序或模型不符：请管理员运行 python -m ingest sync。",
    ),
    (
        r"The index's corpus .*|The index at .* is damaged.*",
        "资料库已损坏：请管理员运行 python -m ingest sync --rebuild。",
    ),
    (r"There is no index at.*", "还没有资料库：请先收录文章。"),
]
_NOTED = [
    ("text that a reader would not see was left out", "读者看不见的文字已略去"),
    ("invisible characters were left out", "不可见的字符已略去"),
    ("text that tries to instruct a language model; it is never shown to one", "有试图指挥大模型的文字，不会交给模型"),
    ("a decision was not used", "有一项归属选择没有用上"),
]
_WHOSE = "处理程序的说明："


def tell(sentence: str, names: Sequence[str] = ()) -> Told:
    """A sentence of ingest in both languages; `names` are the files that it may begin with. The page shows the file
    beside it, so that the Chinese begins with its name only where there are several."""
    plain = " ".join(sentence.split())
    for pattern, chinese in _PLAIN:
        if re.fullmatch(pattern, plain):
            return Told(chinese, plain)
    name = max((one for one in names if plain.startswith(f"{one}: ")), key=len, default="")
    rest = plain[len(name) + 2 :] if name else plain.partition(": ")[2]
    for pattern, chinese in _KNOWN:
        # The name may hold a colon, and what stands beside a file has a name of its own.
        if found := re.fullmatch(rf"(?:.*?: )??{pattern}", rest) or re.fullmatch(pattern, plain):
            said = re.sub(r"\\(\d)", lambda number: found[int(number[1])], chinese)
            return Told(f"{name}：{said}" if name else said, plain)
    noted = plain
    for english, chinese in _NOTED:
        noted = noted.replace(english, chinese)
    if noted != plain:
        return Told(noted, plain)
    return Told(f"{_WHOSE}{plain}" if plain else "程序没有说明原因：请联系管理员。", plain or "It said nothing.")


def last_line(text: str) -> str:
    """The last thing a program said."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
