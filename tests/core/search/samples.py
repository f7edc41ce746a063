"""A license, as data, in which a search finds something of each kind."""

TEXT = (
    "1. License Rights. b. Redistribution. v. The Licensee's façade may not improve another model."
    "2. Threshold. Above seven hundred million monthly active users you must ask."
)
LICENSE = {
    "kind": "license",
    "format": 1,
    "slug": "llama-2",
    "title": "Llama 2 Community License",
    "short_title": "Llama 2",
    "family": "Llama",
    "summary": "Free for most business use.",
    "text": {"digest": "0" * 64, "body": TEXT},
    "sections": [
        {"key": "1", "label": "1", "heading": "License Rights", "start": 0, "end": 18},
        {"key": "1.b", "label": "1.b", "heading": "Redistribution", "start": 18, "end": 36},
        {"key": "1.b.v", "label": "1.b.v", "start": 36, "end": 91},
        {"key": "2", "label": "2", "heading": "Threshold", "start": 91, "end": len(TEXT)},
    ],
    "policies": [
        {
            "slug": "llama-2-aup",
            "title": "Acceptable Use Policy",
            "url": "https://example.org/policy",
            "sections": [{"key": "aup.1.a", "heading": "Violence", "body": "No *weapons*."}],
        }
    ],
    "annotations": [
        {
            "key": "no-distillation",
            "section": "1.b.v",
            "quote": "improve another model",
            "kind": "forbids",
            "body": "Distillation into a **rival** falls under this.",
        }
    ],
    "terms": [
        {
            "key": "keep-notice",
            "kind": "condition",
            "topic": "attribution",
            "title": "Keep the Notice file",
            "body": "Add it to every copy.",
            "trigger": "when you pass on the weights",
            "citations": [{"section": "1.b", "quote": "Redistribution"}],
        }
    ],
}
