"""Lines that are joined without a blank, where tags must touch."""

import pytest
from django.template import Context, Engine

ENGINE = Engine(builtins=["guidance.templatetags.tight"])


def rendered(*lines, **context):
    return ENGINE.from_string("\n".join(lines)).render(Context(context))


def test_lines_touch_and_blanks_within_them_stay():
    html = rendered("{% tight %}", "  <b>one</b> ·", "  <i>two</i>, <u>three</u>", "{% endtight %}")

    assert html == "<b>one</b> ·<i>two</i>, <u>three</u>"


def test_lines_outside_are_left_alone():
    assert rendered("a", "{% tight %}", "  b", "{% endtight %}", "c") == "a\nb\nc"


@pytest.mark.parametrize(("is_shown", "html"), [(True, "<b>1</b><i>2</i>"), (False, "<b>1</b>")])
def test_lines_in_a_condition_touch(is_shown, html):
    lines = ["{% tight %}", "<b>1</b>", "{% if shown %}", "  <i>2</i>", "{% endif %}"]

    assert rendered(*lines, "{% endtight %}", shown=is_shown) == html


def test_lines_of_a_loop_touch():
    lines = ["{% tight %}", "  {% for x in found %}", "    <b>{{ x }}</b>", "  {% endfor %}"]

    assert rendered(*lines, "{% endtight %}", found="ab") == "<b>a</b><b>b</b>"


def test_attributes_of_a_tag_stay_apart():
    lines = ["{% tight %}", "<a", "  href='{{ x }}'", '  title="a>b"', ">1</a>", "{% endtight %}"]

    assert rendered(*lines, x="/") == "<a href='/' title=\"a>b\" >1</a>"


def test_lines_of_an_attribute_touch():
    lines = ['<p class="{% tight %}', "  a", "  {% if x %} b{% endif %}", '{% endtight %}">']

    assert rendered(*lines, x=True) == '<p class="a b">'


def test_words_of_a_variable_are_left_alone():
    words = "1\n  < 2 '"

    html = rendered("{% tight %}", "{% autoescape off %}", "{{ x }}", "{% endautoescape %}",
                    "{% endtight %}", x=words)  # fmt: skip

    assert html == words
