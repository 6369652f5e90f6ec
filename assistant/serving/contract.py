"""What the API gives, field by field: the OpenAPI document and its page are made of it; tests hold answers to it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Fault, Mode, Status


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ClaimTold(_Told):
    """回答中的一句话。"""

    text: str = Field(description="这句话，不带引文编号")
    citations: list[int] = Field(description="这句话所依据的引文编号")
    support: float = Field(ge=0, le=1, description="引文对这句话的支持程度")


class CitationTold(_Told):
    """一处引文，以及它在原文中的位置。位置按字符（Unicode 码点）计，从 0 开始，不含末尾。"""

    number: int = Field(ge=1, description="编号，与正文中的 [n] 对应")
    quote: str = Field(description="所依据的原话，一字不改")
    passage: str = Field(description="引文所在的段落")
    passage_id: str = Field(description="段落的编号")
    quote_in_passage: tuple[int, int] = Field(description="引文在段落中的起止位置")
    article: str = Field(description="文章标题")
    article_id: str = Field(description="文章的编号，用来读全文")
    author: str = Field(description="说这句话的人：文章的署名作者，或受访的负责人；没有则为空")
    role: str = Field(description="这个人的职务，没有则为空")
    org: str = Field(description="这个人的单位，没有则为空")
    action: str = Field(description="文章讲的行动，没有则为空")
    region: str = Field(description="文章讲的地区，没有则为空")
    source: str = Field(description="文件名或网址")
    published: str | None = Field(description="发表日期，如 2025-03-01；没有则为 null")
    spans: list[tuple[int, int]] = Field(description="引文在来源文件中的起止位置")
    cut: bool = Field(description="原文在这一段有缺失")
    needs_review: bool = Field(description="这一段的署名有待核对")


class ChecksTold(_Told):
    """语言模型写的句子核对的结果。"""

    sentences: int = Field(description="语言模型写了多少句")
    verified: int = Field(description="按它标的引文核对通过的句数")
    recited: int = Field(description="换成别的引文才核对通过的句数")
    quoted: int = Field(description="没有通过、用原文代替的句数")
    dropped: int = Field(description="没有通过、已删去的句数")
    struck: int = Field(description="删去的引文编号数：它们指向没有给语言模型看的段落")
    fault: Fault | None = Field(description="语言模型没有写，或没有写完的原因")


class SecondsTold(_Told):
    """各步用时，单位秒。"""

    understand: float = Field(description="理解问题")
    search: float = Field(description="查找原文")
    compose: float = Field(description="摘录或写成回答")
    verify: float = Field(description="核对")
    total: float = Field(description="一共")


class AnswerTold(_Told):
    """回答。"""

    id: str = Field(description="这个回答的编号，反馈时用")
    question: str = Field(description="收到的问题")
    understood: str = Field(description="实际查找的完整问题")
    status: Status = Field(description="answered 和 partial 才有可作依据的引文")
    mode: Mode = Field(description="extractive：原文摘录；generated：语言模型写成，逐句核对")
    label: str = Field(description="必须随回答一起显示的说明")
    text: str = Field(description="回答正文，[n] 是引文编号")
    claims: list[ClaimTold] = Field(description="回答中的每句话和它的依据")
    citations: list[CitationTold] = Field(description="引文，按编号排列")
    missing: list[str] = Field(description="问题中没有找到依据的部分")
    confidence: float = Field(ge=0, le=1, description="答得对、答得全的可能")
    checks: ChecksTold = Field(description="语言模型写的句子核对的结果；原文摘录时全为 0")
    seconds: SecondsTold = Field(description="各步用时")


class ArticleTold(_Told):
    """一篇文章。"""

    id: str = Field(description="文章的编号")
    title: str = Field(description="标题")
    author: str = Field(description="作者：署名的人，或受访的负责人；没有则为空")
    role: str = Field(description="作者的职务，没有则为空")
    org: str = Field(description="作者的单位，没有则为空")
    region: str = Field(description="讲的地区，没有则为空")
    action: str = Field(description="讲的行动，没有则为空")
    published: str | None = Field(description="发表日期，如 2025-03-01；没有则为 null")
    source: str = Field(description="来源文件的名称，或网址")
    publisher: str = Field(default="", description="发表的报刊、网站或单位，没有则为空")
    address: str = Field(default="", description="原网页的网址，没有则为空")


class PassageTold(_Told):
    """文章中的一段。"""

    id: str = Field(description="段落的编号")
    kind: Literal["body", "title", "byline", "note"] = Field(
        description="body 正文；title 标题；byline 署名；note 作者简介等说明"
    )
    text: str = Field(description="文字")
    spans: list[tuple[int, int]] = Field(description="在来源文件中的起止位置，按字符计，从 0 开始，不含末尾")
    cut_start: bool = Field(description="原文在段首有缺失")
    cut_end: bool = Field(description="原文在段末有缺失")
    needs_review: bool = Field(description="这一段的署名有待核对")


class WholeArticleTold(ArticleTold):
    """一篇文章和它的全部段落。"""

    passages: list[PassageTold] = Field(description="全部段落，按阅读顺序")


class ReceiptTold(_Told):
    """反馈的回执。"""

    receipt: str = Field(description="回执号")


class FaultTold(_Told):
    """出了什么问题。"""

    code: str = Field(description="给程序看的名称")
    message: str = Field(description="可以直接给用户看的一句话")
    retry_after: int | None = Field(default=None, description="多少秒后可以再试")


class ErrorTold(_Told):
    """所有错误都是这个样子。"""

    error: FaultTold = Field(description="出了什么问题")


_REASONS = {
    400: "不能这样问：问题为空、太长，或者要求的内容没有",
    401: "需要密钥，或窗口打开得太久",
    403: "不允许从这个网站调用，或密钥没有这个权限",
    404: "没有这一项",
    413: "请求太大",
    422: "请求的格式不对",
    429: "问得太频繁，retry_after 秒后再试",
    503: "正忙或暂停，retry_after 秒后再试",
}
ERRORS: dict[int | str, dict[str, object]] = {
    status: {"model": ErrorTold, "description": reason} for status, reason in _REASONS.items()
}
