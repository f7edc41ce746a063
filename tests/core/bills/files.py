"""Bills for tests: small ones to change at a place, and large ones that are made."""

import json

LICENSES = ("MIT", "Apache-2.0", "ISC", "BSD-3-Clause")


def cyclonedx(*components, **fields):
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(components)} | fields


def component(name="left-pad", *licenses, **fields):
    return {"type": "library", "name": name, "version": "1.0",
            "licenses": [{"license": {"id": one}} for one in licenses]} | fields  # fmt: skip


def large(count):
    """Return a bill as generators of npm write it, about 600 bytes for each component."""
    components = [
        component(
            f"part-{number}",
            LICENSES[number % len(LICENSES)],
            purl=f"pkg:npm/part-{number}@1.0",
            hashes=[{"alg": "SHA-512", "content": "ab" * 64}],
            externalReferences=[
                {"type": "vcs", "url": f"git+https://example.org/part-{number}.git"},
                {"type": "website", "url": f"https://example.org/part-{number}#readme"},
            ],
            properties=[{"name": "cdx:npm:package:path", "value": f"node_modules/{number}"}],
            **{"bom-ref": f"part-{number}@1.0"},
            scope="optional" if number % 10 == 9 else "required",
        )
        for number in range(count)
    ]
    return json.dumps(cyclonedx(*components)).encode()


MODEL = cyclonedx(
    {
        "type": "machine-learning-model",
        "bom-ref": "pkg:huggingface/example/kiosk-chat@1.0",
        "group": "example",
        "name": "kiosk-chat",
        "version": "1.0",
        "licenses": [{"license": {"id": None, "name": "llama2", "url": "https://example.org/l"}}],
        "pedigree": {"ancestors": [{"type": "machine-learning-model", "group": "meta-llama",
                                    "name": "Llama-2-7b-hf"}]},
        "modelCard": {"modelParameters": {"datasets": [
            {"type": "dataset", "name": "kiosk-talks"}, {"ref": "data-1"},
        ]}},
    },
    {"type": "data", "bom-ref": "data-1", "name": "street-names",
     "licenses": [{"license": {"id": "CC-BY-4.0"}}]},
    component("tokenizers", "Apache-2.0", **{"bom-ref": "t"}),
    metadata={"component": {"type": "application", "name": "kiosk"}},
)  # fmt: skip

MODEL_IN_XML = b"""<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6">
  <metadata><component type="application"><name>kiosk</name></component></metadata>
  <components>
    <component type="machine-learning-model" bom-ref="pkg:huggingface/example/kiosk-chat@1.0">
      <group>example</group><name>kiosk-chat</name><version>1.0</version>
      <licenses><license><name>llama2</name><url>https://example.org/l</url></license></licenses>
      <pedigree><ancestors><component type="machine-learning-model">
        <group>meta-llama</group><name>Llama-2-7b-hf</name>
      </component></ancestors></pedigree>
      <modelCard><modelParameters><datasets>
        <dataset><type>dataset</type><name>kiosk-talks</name></dataset>
        <ref>data-1</ref>
      </datasets></modelParameters></modelCard>
    </component>
    <component type="data" bom-ref="data-1"><name>street-names</name>
      <licenses><license><id>CC-BY-4.0</id></license></licenses></component>
    <component type="library" bom-ref="t"><name>tokenizers</name><version>1.0</version>
      <licenses><license><id>Apache-2.0</id></license></licenses></component>
  </components>
</bom>"""

SPDX = {
    "spdxVersion": "SPDX-2.3",
    "packages": [
        {"SPDXID": "SPDXRef-app", "name": "kiosk"},
        {"SPDXID": "SPDXRef-a", "name": "left-pad", "versionInfo": "1.0",
         "licenseConcluded": "NOASSERTION", "licenseDeclared": "MIT"},
        {"SPDXID": "SPDXRef-b", "name": "tests-only", "licenseConcluded": "ISC"},
        {"SPDXID": "SPDXRef-c", "name": "both", "licenseConcluded": "LicenseRef-1 OR MIT",
         "licenseDeclared": "MIT"},
    ],
    "hasExtractedLicensingInfos": [
        {"licenseId": "LicenseRef-1", "name": "Apache License 2.0", "extractedText": "..."}
    ],
    "relationships": [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
         "relatedSpdxElement": "SPDXRef-app"},
        {"spdxElementId": "SPDXRef-b", "relationshipType": "TEST_DEPENDENCY_OF",
         "relatedSpdxElement": "SPDXRef-app"},
        {"spdxElementId": "SPDXRef-c", "relationshipType": "DEV_DEPENDENCY_OF",
         "relatedSpdxElement": "SPDXRef-app"},
        {"spdxElementId": "SPDXRef-app", "relationshipType": "DEPENDS_ON",
         "relatedSpdxElement": "SPDXRef-c"},
    ],
}  # fmt: skip

SPDX_IN_LINES = b"""SPDXVersion: SPDX-2.3
# Packages
PackageName: kiosk
SPDXID: SPDXRef-app
PackageName: left-pad
SPDXID: SPDXRef-a
PackageVersion: 1.0
PackageLicenseConcluded: NOASSERTION
PackageLicenseDeclared: MIT
PackageCopyrightText: <text>Somebody
PackageName: not one
</text>
PackageName: tests-only
SPDXID: SPDXRef-b
PackageLicenseConcluded: ISC
PackageName: both
SPDXID: SPDXRef-c
PackageLicenseConcluded: LicenseRef-1 OR MIT
PackageLicenseDeclared: MIT
FileName: ./a.c
SPDXID: SPDXRef-file
LicenseID: LicenseRef-1
LicenseName: Apache License 2.0
ExtractedText: <text>...</text>
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app
Relationship: SPDXRef-b TEST_DEPENDENCY_OF SPDXRef-app
Relationship: SPDXRef-c DEV_DEPENDENCY_OF SPDXRef-app
Relationship: SPDXRef-app DEPENDS_ON SPDXRef-c
"""

LOCK = {
    "name": "kiosk",
    "lockfileVersion": 3,
    "packages": {
        "": {"name": "kiosk", "license": "UNLICENSED"},
        "packages/own": {"version": "0.1.0"},
        "node_modules/own": {"resolved": "packages/own", "link": True},
        "node_modules/left-pad": {"version": "1.0", "license": "MIT"},
        "node_modules/@types/node": {"version": "20.1.0", "license": "MIT", "dev": True},
        "node_modules/a/node_modules/old": {
            "version": "0.1.0", "licenses": [{"type": "MIT"}, {"type": "Apache2"}],
        },
        "node_modules/fsevents": {"version": "2.3.3", "license": "MIT", "optional": True},
    },
}  # fmt: skip

MODEL_CARD = b"""---
license: other
license_name: llama2
license_link: https://example.org/LICENSE
base_model: meta-llama/Llama-2-7b-hf
datasets:
- example/kiosk-talks
tags: [no, 2023-07-18]
---
# Kiosk chat
"""
