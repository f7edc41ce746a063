"""Addresses of questionnaires and their results."""

from django.urls import path

from guidance.views.checking import (
    contrasting,
    following,
    questionnaires,
    results,
    sheets,
    taking,
)

urlpatterns = [
    path("check/", questionnaires.check_list, name="check-list"),
    path("check/<slug:slug>/start/", questionnaires.check_start, name="check-start"),
    path("check/<slug:slug>/", questionnaires.check, name="check"),
    path("check/<slug:slug>/all/", sheets.check_all, name="check-all"),
    path("check/<slug:slug>/compare/", contrasting.check_compare, name="check-compare"),
    path(
        "check/<slug:slug>/compare.md",
        contrasting.check_compare_markdown,
        name="check-compare-markdown",
    ),
    path(
        "check/<slug:slug>/compare.json",
        contrasting.check_compare_json,
        name="check-compare-json",
    ),
    path("check/<slug:slug>/v<edition:number>/", results.check_edition, name="check-edition"),
    path("check/<slug:slug>/v<edition:number>/ask/", questionnaires.check_ask, name="check-ask"),
    path(
        "check/<slug:slug>/v<edition:number>/result.md",
        taking.check_markdown,
        name="check-markdown",
    ),
    path("check/<slug:slug>/v<edition:number>/result.json", taking.check_json, name="check-json"),
    path("check/<slug:slug>/v<edition:number>/result.zip", taking.check_zip, name="check-zip"),
    path(
        "check/<slug:slug>/v<edition:number>/files/<file:name>",
        taking.check_file,
        name="check-file",
    ),
    path(
        "check/<slug:slug>/v<edition:number>/changes.atom",
        following.check_feed,
        name="check-feed",
    ),
    path("check/<slug:slug>/v<edition:number>/qr.svg", results.check_qr, name="check-qr"),
    path("check/<slug:slug>/v<edition:number>/share/", results.check_share, name="check-share"),
    path("results/<str:token>/", results.result, name="result"),
    path("results/<str:token>/result.md", taking.result_markdown, name="result-markdown"),
    path("results/<str:token>/result.json", taking.result_json, name="result-json"),
    path("results/<str:token>/result.zip", taking.result_zip, name="result-zip"),
    path("results/<str:token>/files/<file:name>", taking.result_file, name="result-file"),
    path("results/<str:token>/changes.atom", following.result_feed, name="result-feed"),
    path("results/<str:token>/qr.svg", results.result_qr, name="result-qr"),
    path("results/<str:token>/ready/", results.result_ready, name="result-ready"),
    path("results/<str:token>/take-back/", results.result_take_back, name="result-take-back"),
]
