"""The lists of contents of QTI packages (`imsmanifest.xml`), and Canvas's settings of a quiz."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from unsigned_peace.quiz.export.content import answer_text, identifier
from unsigned_peace.quiz.export.xml import add
from unsigned_peace.quiz.model import Bank, Quiz
from unsigned_peace.shared.markup import plain

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CLASSIC = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CLASSIC_METADATA = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_METADATA = "http://ltsc.ieee.org/xsd/LOM"
_QTI_METADATA = "http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"
_LICENCE = "Creative Commons Attribution 4.0 International"


def classic_manifest(bank: Bank, names: Mapping[str, str]) -> ET.Element:
    """Return the manifest of a Canvas package of QTI 1.2; `names` maps quiz ids to folders."""
    root = ET.Element(
        "manifest",
        {
            "identifier": identifier("manifest", bank.notebook),
            "xmlns": _CLASSIC,
            "xmlns:imsmd": _CLASSIC_METADATA,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{_CLASSIC} http://www.imsglobal.org/xsd/imscp_v1p1.xsd "
            f"{_CLASSIC_METADATA} http://www.imsglobal.org/xsd/imsmd_v1p2p2.xsd",
        },
    )
    metadata = add(root, "metadata")
    add(metadata, "schema", "IMS Content")
    add(metadata, "schemaversion", "1.1.3")
    lom = add(metadata, "imsmd:lom")
    for part, tag, text in (
        ("general", "title", plain(bank.title)),
        ("rights", "description", _LICENCE),
    ):
        holder = add(add(lom, f"imsmd:{part}"), f"imsmd:{tag}")
        add(holder, "imsmd:langstring", text).set("xml:lang", "en")
    add(root, "organizations")
    resources = add(root, "resources")
    for name in names.values():
        settings = f"{name}/assessment_meta.xml"
        quiz = add(resources, "resource", identifier=name, type="imsqti_xmlv1p2")
        add(quiz, "file", href=f"{name}/{name}.xml")
        add(quiz, "dependency", identifierref=f"{name}_meta")
        meta = add(
            resources,
            "resource",
            identifier=f"{name}_meta",
            type="associatedcontent/imscc_xmlv1p1/learning-application-resource",
            href=settings,
        )
        add(meta, "file", href=settings)
    return root


def classic_settings(quiz: Quiz, name: str) -> ET.Element:
    """Return Canvas's settings of a quiz: for practice, unpublished, unlimited attempts."""
    root = ET.Element(
        "quiz",
        {
            "identifier": name,
            "xmlns": _CANVAS,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{_CANVAS} https://canvas.instructure.com/xsd/cccv1p0.xsd",
        },
    )
    points = sum(question.points for question in quiz.questions)
    for tag, text in {
        "title": plain(quiz.title),
        "description": "",
        "shuffle_answers": "false",
        "scoring_policy": "keep_highest",
        "hide_results": "",
        "quiz_type": "practice_quiz",
        "points_possible": answer_text(points),
        "show_correct_answers": "true",
        "allowed_attempts": "-1",
        "one_question_at_a_time": "false",
        "cant_go_back": "false",
        "available": "false",
    }.items():
        add(root, tag, text)
    return root


def manifest21(bank: Bank, tests: Mapping[str, str], items: Mapping[str, str]) -> ET.Element:
    """Return the manifest of a QTI 2.1 package; quiz and question ids map to file names."""
    root = ET.Element(
        "manifest",
        {
            "identifier": identifier("manifest", bank.notebook),
            "xmlns": _PACKAGE,
            "xmlns:imsmd": _METADATA,
            "xmlns:imsqti": _QTI_METADATA,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{_PACKAGE} http://www.imsglobal.org/xsd/qtiv2p1/qtiv2p1_imscpv1p2"
            f"_v1p0.xsd {_METADATA} http://www.imsglobal.org/xsd/imsmd_loose_v1p3p2.xsd "
            f"{_QTI_METADATA} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_metadata_v2p1.xsd",
        },
    )
    metadata = add(root, "metadata")
    add(metadata, "schema", "QTIv2.1 Package")
    add(metadata, "schemaversion", "1.0.0")
    lom = add(metadata, "imsmd:lom")
    _string(add(add(lom, "imsmd:general"), "imsmd:title"), plain(bank.title))
    rights = add(lom, "imsmd:rights")
    _string(add(rights, "imsmd:description"), _LICENCE)
    add(root, "organizations")
    resources = add(root, "resources")
    for quiz in bank.quizzes:
        href = tests[quiz.id]
        test = add(
            resources,
            "resource",
            identifier=identifier("res", quiz.id),
            type="imsqti_test_xmlv2p1",
            href=href,
        )
        add(test, "file", href=href)
        for question in quiz.questions:
            add(test, "dependency", identifierref=identifier("res_q", question.id))
    for question in bank.questions:
        href = items[question.id]
        item = add(
            resources,
            "resource",
            identifier=identifier("res_q", question.id),
            type="imsqti_item_xmlv2p1",
            href=href,
        )
        if question.skill:
            general = add(add(add(item, "metadata"), "imsmd:lom"), "imsmd:general")
            _string(add(general, "imsmd:keyword"), question.skill)
        add(item, "file", href=href)
    return root


def _string(parent: ET.Element, text: str) -> None:
    add(parent, "imsmd:string", text).set("language", "en")
