"""Addresses of stacks. The parameters of a result's address are a contract: see ``docs/api.md``."""

from django.urls import path

from guidance.views.stacks import asking, kept, taking

urlpatterns = [
    path("stack/", asking.stack, name="stack"),
    path("stack/result/", asking.stack_result, name="stack-result"),
    path("stack/result.md", taking.stack_markdown, name="stack-markdown"),
    path("stack/result.json", taking.stack_json, name="stack-json"),
    path("stack/result.zip", taking.stack_zip, name="stack-zip"),
    path("stack/NOTICE", taking.stack_notice, name="stack-notice"),
    path("stack/keep/", kept.keep_stack, name="stack-keep"),
    path("stacks/<str:token>/", kept.kept_stack, name="kept-stack"),
    path("stacks/<str:token>/result.md", taking.kept_markdown, name="kept-stack-markdown"),
    path("stacks/<str:token>/result.json", taking.kept_json, name="kept-stack-json"),
    path("stacks/<str:token>/result.zip", taking.kept_zip, name="kept-stack-zip"),
    path("stacks/<str:token>/NOTICE", taking.kept_notice, name="kept-stack-notice"),
    path("stacks/<str:token>/ready/", kept.stack_ready, name="kept-stack-ready"),
    path("stacks/<str:token>/take-back/", kept.stack_take_back, name="kept-stack-take-back"),
]
