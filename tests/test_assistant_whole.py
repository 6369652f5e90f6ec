"""All of an answer, and no more than is asked for."""

import pytest

from assistant.route import Library, answer


def test_of_sentences_that_are_built_alike_the_one_that_is_named(library: Library) -> None:
    assert answer("工业怎么节水", library).text.startswith("工业方面")
    assert len(answer("工业怎么节水", library).citations) == 1
    assert answer("呼和浩特如何压减工业用水？", library).text.startswith("工业方面")
    assert len(answer("呼和浩特市怎样推进节水行动？", library).citations) == 4  # it names none of the fields


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("市人社局打算新建哪几种机制？", ["就业影响评估机制", "就业岗位归集机制", "就业服务联动机制"]),
        ("要从哪四块把用水量减下来？", ["农业、工业、城乡、生态"]),
        ("韩成福 城里节水咋弄", ["建设节水型城市", "海绵城市", "雨污分流"]),
        ("智慧就业云平台由谁在推？", ["智慧就业云平台", "宝力高"]),
        ("咱市今年玩冰雪、办演唱会这块儿有啥动作？", ["欢乐冰雪节", "演唱会之城"]),
        ("史卉主张对症下药：中小微、制造业、服务业三类，各自要着重解决什么？", ["融资难", "供应链压力", "消费复苏"]),
        ("呼和浩特帮扶企业的方案和促进就业的方案，哪个的措施条数更多，各多少？", ["32项", "30项"]),
    ],
)
def test_the_whole_of_it(library: Library, question: str, said: list[str]) -> None:
    text = answer(question, library).text
    assert [one for one in said if one not in text] == []
