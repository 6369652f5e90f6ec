"""What stands around a question and is not asked about."""

import pytest

from assistant.intro import without_introduction


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("您好，麻烦请问一下，桥有几座？谢谢！", "桥有几座？"),
        ("急！！！桥有几座？在线等", "桥有几座？"),
        ("请问桥有几座谢谢", "桥有几座"),
        ("我想咨询一下桥有几座，谢谢您", "桥有几座，"),
        ("请教您个问题：桥有几座呢？辛苦了！", "桥有几座呢？"),
        ("我是大三的学生，老师让找交通局的采访，桥有几座", "交通局的采访，桥有几座"),
        ("嗯…桥有几座呀，有人知道没", "桥有几座"),
        ("那个，桥有几座啊？", "桥有几座"),
        ("话说桥有几座，求解答", "桥有几座"),
        ("哎，桥有几座，蹲一个", "桥有几座"),
        # What only looks like it is asked about.
        ("谁感谢了企业？", "谁感谢了企业？"),
        ("就业咨询服务怎么开展？", "就业咨询服务怎么开展？"),
        ("问题怎么收集？", "问题怎么收集？"),
        ("了解企业需求要怎么做", "了解企业需求要怎么做"),
        ("问政于民是谁说的", "问政于民是谁说的"),
        ("咨询电话是多少", "咨询电话是多少"),
        ("急需哪些人才？", "急需哪些人才？"),
        ("那个桥有几座", "那个桥有几座"),
        ("桥好不好呢", "桥好不好呢"),
        ("哪些岗位求人才", "哪些岗位求人才"),
        ("请问一下", "请问一下"),
    ],
)
def test_what_stands_around_a_question_is_left_out(question: str, left: str) -> None:
    assert without_introduction(question) == left
