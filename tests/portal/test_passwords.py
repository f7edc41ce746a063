"""Long passwords that say nothing are refused, with the reason in words."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

NAME = "The password says little more than the person's own name or address."
PIECE = "The password only repeats one short piece."

ROOT = User(
    username="root", first_name="Ada", last_name="Lovelace-King", email="al@countess.example"
)


def problems(password, user=ROOT) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        return refusal.messages
    return []


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("root-root-root", [NAME]),
        ("ROOT_Root_root", [NAME]),
        ("toor-toor-toor", [NAME]),
        ("root-root-2024!", [NAME]),
        ("!!root..root??", [NAME]),
        ("ada.lovelace.king", [NAME]),
        ("King-ada+root/1", [NAME]),
        ("adaadaadaada1", [NAME]),
        ("countesscountess", [NAME]),
        ("ｒｏｏｔ-ｒｏｏｔ-ｒｏｏｔ", [NAME]),
        ("root-abcde-root", []),  # six others: the sign and five letters
        ("root-abcd-root", [NAME]),
        ("adapter-collects-nine", []),
    ],
)
def test_name_again_and_again_is_refused(password, expected):
    found = problems(password)

    assert [words for words in found if words in (NAME, PIECE)] == expected


@pytest.mark.parametrize(
    ("password", "is_refused"),
    [
        ("aaaaaaaaaaaa", True), ("abcabcabcabc", True), ("abc-abc-abc-abc", True),
        ("abc1abc1abc1a", True), ("Qz7!Qz7!Qz7!", True), ("♥♥♥♥♥♥♥♥♥♥♥♥", True),
        ("kmwpqrstzxy.kmwpqrstzxy", True),  # eleven letters
        ("kmwpqrstzxyv.kmwpqrstzxyv", False),  # twelve are a password by themselves
        ("abcabcabcxyz", False), ("correct horse battery", False),
    ],
)  # fmt: skip
def test_piece_again_and_again_is_refused(password, is_refused):
    assert (PIECE in problems(password, user=None)) is is_refused
    assert bool(problems(password, user=None)) is is_refused


def test_short_names_are_no_reason():
    assert problems("li-likes-tea-at-nine", User(username="li")) == []


@pytest.mark.django_db
def test_form_says_the_reason_at_the_field(admin_client):
    given = {"username": "root", "password1": "root-root-root", "password2": "root-root-root",
             "usable_password": "true"}  # fmt: skip

    page = admin_client.post("/admin/auth/user/add/", given)

    assert page.status_code == 200
    assert page.context["adminform"].form.errors["password2"] == [NAME]
    assert not User.objects.filter(username="root").exists()


def test_help_tells_beforehand():
    hint = "Your password can’t be your name, or one short piece, written several times."

    assert hint in password_validators_help_texts()
