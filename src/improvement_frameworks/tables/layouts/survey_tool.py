"""The columns that survey tools add to the answers: who answered, and when.

Seen in exports and in programs that read them: Microsoft Forms, Google Forms, Slido.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from improvement_frameworks.core.wording import fold

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

Use: TypeAlias = Literal[
    "respondent", "sent", "begun", "name", "e-mail", "role", "organisation", "nothing"
]
"""What a column of a tool tells: which respondent, when the answers were sent or begun, ..."""

PERSONAL: Final[frozenset[Use]] = frozenset({"name", "e-mail"})
"""What tells who a person is."""

TOOL_COLUMNS: Final[Mapping[str, Use]] = {
    # Microsoft Forms
    "id": "respondent",
    "start time": "begun",
    "completion time": "sent",
    "email": "e-mail",
    "name": "name",
    "last modified time": "nothing",
    "language": "nothing",
    "total points": "nothing",
    "quiz feedback": "nothing",
    # Google Forms
    "timestamp": "sent",
    "email address": "e-mail",
    "username": "e-mail",
    "score": "nothing",
    # Slido, sheet "Pivot All"; before about 2023 a participant was called a user
    "participant id": "respondent",
    "participant name": "name",
    "participant email": "e-mail",
    "participant company": "organisation",
    "user id": "respondent",
    "user name": "name",
    "user email": "e-mail",
    "user company": "organisation",
    "total correct answers": "nothing",
    # Google Forms in other languages: French and Spanish seen, the others typical
    "horodateur": "sent",
    "marca temporal": "sent",
    "zeitstempel": "sent",
    "tijdstempel": "sent",
    "informazioni cronologiche": "sent",
    "carimbo de data hora": "sent",
    "tidsstempel": "sent",
    "tidstämpel": "sent",
    "sygnatura czasowa": "sent",
    "adresse e mail": "e-mail",
    "e mail adresse": "e-mail",
    "dirección de correo electrónico": "e-mail",
    "indirizzo email": "e-mail",
    "endereço de e mail": "e-mail",
    "e mailadres": "e-mail",
    # Microsoft Forms in other languages, typical
    "heure de début": "begun",
    "heure de fin": "sent",
    "adresse de messagerie": "e-mail",
    "nom": "name",
    "startzeit": "begun",
    "fertigstellungszeit": "sent",
    "hora de inicio": "begun",
    "hora de finalización": "sent",
    "correo electrónico": "e-mail",
    "nombre": "name",
    "begintijd": "begun",
    "tijd van voltooien": "sent",
    "naam": "name",
    "ora di inizio": "begun",
    "ora di completamento": "sent",
    "posta elettronica": "e-mail",
    "nome": "name",
    "hora de início": "begun",
    "hora de conclusão": "sent",
    "starttidspunkt": "begun",
    "fuldførelsestidspunkt": "sent",
    "navn": "name",
    "starttid": "begun",
    "slutförandetid": "sent",
    "e post": "e-mail",
    "namn": "name",
    # what forms commonly ask
    "e mail": "e-mail",
    "e mail address": "e-mail",
    "your name": "name",
    "full name": "name",
    "what is your name": "name",
    "your email": "e-mail",
    "your email address": "e-mail",
    "what is your email": "e-mail",
    "what is your email address": "e-mail",
    "your role": "role",
    "what is your role": "role",
    "in which role do you answer": "role",
    "your organisation": "organisation",
    "which organisation do you work for": "organisation",
}
"""By the words of the heading: what the column tells."""

RAW_COLUMNS: Final[Mapping[str, Use]] = {
    # ODK, KoboToolbox, SurveyCTO
    "start": "begun",
    "end": "sent",
    "today": "nothing",
    "deviceid": "nothing",
    "username": "nothing",
    "simserial": "nothing",
    "subscriberid": "nothing",
    "phonenumber": "nothing",
    "formdef_version": "nothing",
    "instanceID": "nothing",
    "instanceName": "nothing",
    "meta/instanceID": "nothing",
    "formhub/uuid": "nothing",
    "KEY": "respondent",
    "SubmissionDate": "sent",
    "SubmitterID": "nothing",
    "SubmitterName": "name",
    "DeviceID": "nothing",
    "Edits": "nothing",
    "FormVersion": "nothing",
    "AttachmentsPresent": "nothing",
    "AttachmentsExpected": "nothing",
    "Status": "nothing",
    "ReviewState": "nothing",
    "_id": "respondent",
    "_uuid": "nothing",
    "_submission_time": "nothing",
    "_validation_status": "nothing",
    "_notes": "nothing",
    "_status": "nothing",
    "_submitted_by": "nothing",
    "__version__": "nothing",
    "_tags": "nothing",
    "_index": "nothing",
    # REDCap
    "record_id": "respondent",
    "redcap_event_name": "nothing",
    "redcap_repeat_instrument": "nothing",
    "redcap_repeat_instance": "nothing",
    "redcap_data_access_group": "nothing",
    "redcap_survey_identifier": "nothing",
    # REDCap with labels for headings, typical
    "Record ID": "respondent",
    "Survey Identifier": "nothing",
    "Survey Timestamp": "sent",
    "Event Name": "nothing",
    "Repeat Instrument": "nothing",
    "Repeat Instance": "nothing",
    "Data Access Group": "nothing",
    "Complete?": "nothing",
    # Parabol
    "reflectionGroup": "nothing",
    "createdAt": "nothing",
    "discussionThread": "nothing",
    # Qualtrics
    "StartDate": "begun",
    "EndDate": "sent",
    "RecordedDate": "nothing",
    "ResponseId": "respondent",
    "IPAddress": "nothing",
    "Progress": "nothing",
    "Duration (in seconds)": "nothing",
    "Finished": "nothing",
    "RecipientLastName": "name",
    "RecipientFirstName": "name",
    "RecipientEmail": "e-mail",
    "ExternalReference": "nothing",
    "LocationLatitude": "nothing",
    "LocationLongitude": "nothing",
    "DistributionChannel": "nothing",
    "UserLanguage": "nothing",
    # SurveyMonkey
    "Respondent ID": "respondent",
    "Collector ID": "nothing",
    "Start Date": "begun",
    "End Date": "sent",
    "IP Address": "nothing",
    "Email Address": "e-mail",
    "First Name": "name",
    "Last Name": "name",
    "Custom Data 1": "nothing",
    # LimeSurvey
    "Response ID": "respondent",
    "Date submitted": "sent",
    "Last page": "nothing",
    "Start language": "nothing",
    "Seed": "nothing",
    "Date started": "begun",
    "Date last action": "nothing",
    "submitdate": "sent",
    "lastpage": "nothing",
    "startlanguage": "nothing",
    "startdate": "begun",
    "datestamp": "nothing",
}
"""By the heading, exactly as tools write it: what the column tells.

Some of these are words that a part may be called as well, so they count only beside each other.
"""

TASK: Final = "Task"
"""What Parabol writes in the column of types for what somebody is to do: it is no card."""
_TYPES: Final = frozenset({"type", "reflectionGroup", "prompt", "content"})
"""The columns by which an export of Parabol is known that has a column of types."""

ANONYMOUS: Final = frozenset({"anonymous"})
"""What tools write where they do not know who somebody is."""

_POINTS: Final = re.compile(r"(?:points|feedback) (.+)")


def find_raw_uses(headings: Mapping[int, str]) -> dict[int, Use]:
    """Return the columns that a tool names by itself, by their positions.

    >>> find_raw_uses({0: "start", 1: "end", 2: "Level"})
    {0: 'begun', 1: 'sent'}
    >>> find_raw_uses({0: "start", 1: "stop"})
    {}
    """
    found: dict[int, Use] = {
        p: RAW_COLUMNS[text] for p, text in headings.items() if text in RAW_COLUMNS
    }
    is_sure = len(found) > 1 or any(text == "record_id" for text in headings.values())
    return found if is_sure else {}


def find_types(headings: Mapping[int, str]) -> int | None:
    """Return the position of the column in which a board says of which type each row is.

    >>> find_types({0: "reflectionGroup", 1: "type", 2: "prompt", 3: "content"})
    1
    >>> find_types({0: "type", 1: "content"})
    """
    places = {text: place for place, text in headings.items()}
    return places["type"] if places.keys() >= _TYPES else None


def find_tool_columns(headings: Mapping[int, str], own: Container[str]) -> set[int]:
    """Return the columns that a tool added to a table with a row for each entry.

    Args:
        headings: The headings by their positions.
        own: The bare words that name columns of the framework; they are no tool's, but for the id
            of a row, which tools call as the framework calls that of a record.

    >>> sorted(find_tool_columns({0: "record_id", 1: "redcap_event_name", 2: "Text"}, {"text"}))
    [0, 1]
    >>> find_tool_columns({0: "record_id", 1: "Text"}, {"record id", "text"})
    set()
    """
    raw = {place for place, text in headings.items() if text in RAW_COLUMNS}
    added = {place for place in raw if fold(headings[place]) not in own}
    ids = {place for place in raw if fold(headings[place]) == "record id"}
    return added | ids if added and len(added | ids) > 1 else set()


def find_use(heading: str, headings: Container[str]) -> Use | None:
    """Return what a column tells that a survey tool adds; nothing if no tool does.

    Args:
        heading: What stands above it.
        headings: The words of all headings, since a quiz adds columns to each of its questions.

    >>> find_use("Completion time", ()), find_use("Email2", ()), find_use("Comments", ())
    ('sent', 'e-mail', None)
    """
    words = fold(heading)
    if quiz := _POINTS.fullmatch(words):
        return "nothing" if quiz[1] in headings else None
    return TOOL_COLUMNS.get(words) or TOOL_COLUMNS.get(words.rstrip("0123456789").rstrip())
