"""Questions that were dictated or typed in haste: clauses without a comma between them, and words that fill a pause.

What reads a question afterwards goes by its clauses; where none are marked, a space between long runs of characters
and the words that begin a new clause in speech (听说, 想问下, 这话) mark them.
"""

from index.patterns import compiled

_MARKED = compiled(r"[，,；;。：？?！!](?=.*[\u4e00-\u9fff])")
_SPACE = compiled(r"(?<=[\u4e00-\u9fff%]) (?=[\u4e00-\u9fff\d])")
_RUN = compiled("[^，,；;。：？?！! ]+")
_CLAUSE = 5  # characters of a clause; shorter runs between spaces are search words
_LONG = 22  # characters that are hardly said in one breath
_ASKS = "(?:我|就|那|还)*(?:想|要)(?:请)?(?:问|打听|咨询|了解)(?:一?[下个])?|请问(?:一下)?|(?:麻烦)?问一?下"
_BEGINS = compiled(
    rf"(?<=[\u4e00-\u9fff]{{3}})(?<![我你他她就老])(?=(?:那个)?(?:我)?(?:老)?听[人别]?[人家]?说|{_ASKS}|(?:这|那)(?:话|主意|点子|说法|事儿?)(?:是|到底|究竟|谁|哪))"
)
_FILLS = compiled(
    r"(?:^|(?<=[，,；;。？?！!]))(?:(?:嗯|呃|额|哎呀?|唉|诶|欸|哦|喂|嗳|那啥|就是说?|那个|这个)+[，,]?)"
    rf"(?=(?:我|咱|俺|老)?听[人别]?[人家]?说|{_ASKS}|我|咱|俺|老听)"
)
_AFTER = compiled(r"(?<=[，,；;。？?！!])(?:那个|就是说?)(?=[\u4e00-\u9fff]{6})")
# 昨天翻到…的采访: when it was read is no part of what is asked.
_READ_WHEN = compiled(
    "^(?:昨[天晚日]|前天|前几天|前阵子|今早|今天|刚才|刚刚|上周)(?=[^，]{0,3}?(?:翻到|看到|看了|看见|读到|读了|听到|刷到|见到|瞧见))"
)
_A_LITTLE = compiled("(?<=[\u4e00-\u9fff])(?<![几难重要观热起终站地亮早晚])点(?=啥|什么)")  # 修点啥
_IN_TURN = compiled("(?:依次|挨个|逐个|逐一)(?=[^，。？]{0,6}(?:什么|啥|哪))")  # asks of each
_THING = compiled("(?:啥|什么|个啥)(?:玩意儿?|东东)")
_TWICE = compiled("([\u4e00-\u9fff]{3,10})\\1")  # 五大任务五大任务


def punctuated(text: str) -> str:
    """A question with a comma between its clauses where it has none, and without what fills its pauses."""
    if not _MARKED.search(text):
        runs = [len(run) for run in text.split(" ")]
        if len(runs) > 1 and max(runs) >= _CLAUSE:
            text = _SPACE.sub("，", text)
        elif len(runs) == 1 and len(text) > _LONG:
            text = _BEGINS.sub("，", text)
    text = _THING.sub("什么", _IN_TURN.sub("分别", text))
    return _TWICE.sub(r"\1", _A_LITTLE.sub("", _READ_WHEN.sub("", _AFTER.sub("", _FILLS.sub("", text)))))


def between_clauses(text: str, at: int) -> bool:
    """Whether the space at `at` has on both sides as many characters as a clause."""
    before, after = _RUN.findall(text[:at]), _RUN.match(text, at + 1)
    return bool(before) and after is not None and min(len(before[-1]), len(after[0])) >= _CLAUSE
