"""Makes the example exports beside this file.

They look like what the tools write, and hold mistakes as people make them. Everything is invented.
The same bytes come out each time.
"""

from __future__ import annotations

import csv
import sys
from datetime import datetime
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = Path(__file__).parent
moment = datetime.fromisoformat
Cell = str | int | datetime | None
Rows = list[list[Cell]]

FORMS: Rows = [
    [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Last modified time",
        "What is your role?",
        "What have you started doing? (personal)",
        "What have you started doing? (organisational)",
        "What have you stopped doing? (organisational)",
        "What is working well? (organisational)",
        "What hasn't worked?",
        "What hasn't worked? (sytem)",
        "Tags",
        "Anything else?",
    ],
    [
        1,
        moment("2020-06-24 09:02:11"),
        moment("2020-06-24 09:09:40"),
        "person1@example.org",
        "Person 1",
        None,
        "physiotherapist ",
        "I watch people do their exercises in their own living room.",
        "A huddle of fifteen minutes a day.",
        "The daily huddle, in the second week of June.",
        "Decisions are taken where the work is.",
        "Assessing a shoulder on a small screen.",
        "Nobody knew whom to ask about broadband.",
        "exercise;home;",
        None,
    ],
    [
        2,
        moment("2020-06-24 12:31:05"),
        moment("2020-06-24 12:36:52"),
        "person2@example.org",
        "Person 2",
        None,
        "booking coordinator",
        None,
        "Booking staff change the diary template themselves.",
        None,
        "The huddle finds an answer the same day.",
        None,
        None,
        "booking;huddle;booking;",
        "Thank you for asking.",
    ],
    [
        3,
        moment("2020-06-26 17:48:30"),
        moment("2020-06-26 17:55:01"),
        "anonymous",
        None,
        None,
        "patient",
        "I do not take half a day off work any more.",
        None,
        None,
        None,
        "There is no quiet room in our flat.",
        "My neighbour has no computer.",
        None,
        None,
    ],
]

GOOGLE: Sequence[Sequence[str]] = [
    [
        "Timestamp",
        "Email Address",
        "Your role",
        "Happened on",
        "What are you doing more of? [Personal]",
        "What are you doing more of? [Organisational]",
        "What are you doing less of? [Organisational]",
        "What is working well? [Organisational]",
        "What is working well? [Organisational]",
        "What hasn't worked? [Team]",
    ],
    [
        "2020/06/25 8:58:41 AM GMT+1",
        "person1@example.org",
        "physiotherapist",
        "2020-05-11",
        "Explaining in words what I used to show with my hands.",
        "Short follow-up appointments, instead of one long one.",
        "Missed appointments.",
        "Short notes in the shared diary.",
        "",
        "Group classes.",
    ],
    [
        "2020/06/25 1:20:07 PM GMT+1",
        "person2@example.org",
        "booking coordinator",
        "03/04/2020",
        "",
        "Calls the day before.",
        "Letters",
        "",
        "The huddle.",
        "",
    ],
    [
        "2020/06/26 6:12:55 PM GMT+1",
        "person3@example.org",
        "patient",
        "",
        "Exercises at home.",
        "",
        "",
    ],
    [
        "2020/06/29 10:03:19 AM GMT+1",
        "person4@example.org",
        "service manager",
        "",
        "",
        "",
        "Requests for patient transport.",
        "Staff decide, and tell me afterwards.",
        "",
        "",
        "and this was pasted beside it",
    ],
]

POLLS = [
    ("What have you started doing? (Personal)", "Open text"),
    ("What have you stopped doing? (Organisational)", "Open text"),
    ("What is working well? (System)", "Word cloud"),
    (
        (
            "In ten years' time, what's one thing you hope has changed as a result of the COVID19 "
            "response? (System)"
        ),
        "Open text",
    ),
    ("How was the sound today?", "Rating"),
]
VOICES: Sequence[tuple[str, Sequence[str]]] = [
    ("Physiotherapy", ["Planning sessions for a small room.", "", "Trust; interpreters",
                       "People can choose how they are seen.", "4"]),
    ("Anonymous", ["", "The huddle.", "", "Nobody is left out for want of broadband.", "5"]),
    ("Interpreter service", ["Joining calls as a third person.", "", "Booking by video", "", ""]),
]  # fmt: skip

QUALTRICS: Sequence[Sequence[str]] = [
    ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished",
     "RecordedDate", "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail",
     "ExternalReference", "LocationLatitude", "LocationLongitude", "DistributionChannel",
     "UserLanguage", "Q1", "Q2", "Q3", "Q4"],
    ["Start Date", "End Date", "Response Type", "IP Address", "Progress", "Duration (in seconds)",
     "Finished", "Recorded Date", "Response ID", "Recipient Last Name", "Recipient First Name",
     "Recipient Email", "External Data Reference", "Location Latitude", "Location Longitude",
     "Distribution Channel", "User Language", "What have you started doing? - Personal",
     "What have you stopped doing? - Organisational", "What is working well? - Team",
     "What has not worked? - System"],
    *[[f'{{"ImportId":"{name}"}}' for name in (
        "startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished",
        "recordedDate", "_recordId", "recipientLastName", "recipientFirstName", "recipientEmail",
        "externalDataReference", "locationLatitude", "locationLongitude", "distributionChannel",
        "userLanguage", "QID1_TEXT", "QID2_TEXT", "QID3_TEXT", "QID4_TEXT")]],
    ["2020-06-24 09:02:11", "2020-06-24 09:09:40", "IP Address", "192.0.2.1", "100", "449", "True",
     "2020-06-24 09:09:41", "R_1exampleA", "", "", "", "", "", "", "anonymous", "EN",
     "I draw exercises on paper.", "Forms in three copies.", "The huddle.", ""],
    ["2020-06-25 17:40:02", "2020-06-25 17:44:30", "IP Address", "192.0.2.2", "100", "268", "True",
     "2020-06-25 17:44:30", "R_2exampleB", "", "", "", "", "", "", "anonymous", "EN",
     "", "", "", "Interpreters cannot be booked online."],
    ["2020-06-26 08:01:00", "2020-06-26 08:01:20", "IP Address", "192.0.2.3", "17", "20", "False",
     "2020-06-27 08:01:21", "R_3exampleC", "", "", "", "", "", "", "anonymous", "EN",
     "", "", "", ""],
]  # fmt: skip
MONKEY: Sequence[Sequence[str]] = [
    ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
     "First Name", "Last Name", "Custom Data 1", "What have you started doing?", "",
     "What would you like to keep?"],
    ["", "", "", "", "", "", "", "", "", "Personal", "System", "Open-Ended Response"],
    ["11800000001", "446000001", "06/24/2020 09:02:11 AM", "06/24/2020 09:09:40 AM", "192.0.2.1",
     "", "", "", "", "I draw exercises on paper.", "Interpreters join by video.", "The huddle."],
    ["11800000002", "446000001", "06/25/2020 05:40:02 PM", "06/25/2020 05:44:30 PM", "192.0.2.2",
     "", "", "", "", "", "Hospital transport was asked for by phone. ", ""],
]  # fmt: skip

NOTES: Sequence[Sequence[Cell]] = [
    ["Huddle notes of the outpatient physiotherapy team"],
    ["kept by whoever chairs the huddle; one line for each thing that was said"],
    [],
    ["Group", "Happened on", "Question", "Level", "Text", "Perspectve", "Role", "Text"],
    ["Outpatient physiotherapy team", moment("2020-03-17"), "Started", "Organisational",
     "A huddle of fifteen minutes a day.", "own", "service manager", None],
    [None, "2020-03-18", "Started", "Organizational",
     "Booking staff change the diary template themselves.", "own", "booking coordinator", None],
    [None, "03/04/2020", "Stoped", "Personal", "Travelling between two sites.", "own",
     "physiotherapist", None],
    [None, moment("2020-05-11"), "Started", "System ", "Interpreters join the call.", "invited",
     "interpreter-service lead", "ask again in June"],
    [],
    [None, moment("2020-06-08"), "Not worked", "System", "#REF!", "own", "service manager", None],
    [None, moment("2020-06-09"), "Not worked", None, "Old approval routes came back.", "own",
     "booking coordinator", None],
]  # fmt: skip
ROTA: Sequence[Sequence[Cell]] = [
    ["Week of", "Chair"],
    [moment("2020-06-01"), "physiotherapist"],
    [moment("2020-06-08"), "booking coordinator"],
]

HOUSE: Sequence[Sequence[str]] = [
    ["Slip no", "When", "What kind", "Whom it is about", "In a few words", "Said by"],
    ["1", "18/03/2020", "New", "Us", "Booking staff change the diary template.", "booking desk"],
    ["2", "31/04/2020", "New", "Me", "Planning sessions for a small room.", "therapist"],
    ["3", "08/06/2020", "Gone", "Us", "The daily huddle.", "therapist"],
    ["4", "n/a", "Trouble", "Them", "Nobody with a phone only can join.", "patient"],
    ["5", "15/06/2020", "Trouble", "Everyone", "", "service manager"],
]


def write_csv(name: str, rows: Iterable[Sequence[str]], delimiter: str = ",") -> None:
    """Write a CSV file with the line ends that the tools write."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


def write_book(name: str, sheets: dict[str, Sequence[Sequence[Cell]]], merged: str = "") -> None:
    """Write a workbook; ``merged`` cells of the first sheet are one."""
    book = xlsxwriter.Workbook(str(HERE / name))
    book.set_properties({"created": moment("2020-06-30")})
    time = book.add_format({"num_format": "m/d/yy hh:mm:ss"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for position, (title, rows) in enumerate(sheets.items()):
        page = book.add_worksheet(title)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    form = time if cell.hour else day
                    page.write_datetime(row, column, cell, form)
                elif cell == "#REF!":
                    page.write_formula(row, column, "=#REF!", None, "#REF!")
                elif isinstance(cell, int):
                    page.write_number(row, column, cell)
                elif cell:
                    page.write_string(row, column, cell)
        if merged and position == 0:
            page.merge_range(merged, "Outpatient physiotherapy team")
    book.close()


def make_slido() -> dict[str, Sequence[Sequence[Cell]]]:
    """Make the two sheets of Slido's export of polls by participant."""
    who = ["Participant ID", "Participant Name", "Participant Email", "Participant Company"]
    pivot: Rows = [
        [*who, "Total Correct Answers", *(question for question, _ in POLLS)],
        [None, None, None, None, None, *(kind for _, kind in POLLS)],
    ]
    every: Rows = [["Participant ID", "Poll ID", "Poll Type", "Poll Question", "Poll Option",
                    "Submission Date", "Submission Time"]]  # fmt: skip
    for number, (company, answers) in enumerate(VOICES, start=1):
        key = sha1(f"example {number}".encode(), usedforsecurity=False).hexdigest()
        pivot.append([key, "Anonymous", "Anonymous", company, 0, *answers])
        for poll, ((question, kind), answer) in enumerate(zip(POLLS, answers, strict=True)):
            for option in filter(None, answer.split("; ")):
                sent = f"10:0{poll}:{number}1"
                every.append([key, 1000 + poll, kind, question, option, "06/30/2020", sent])
    return {"Pivot All": pivot, "Export All": every}


def main() -> int:
    """Write all files."""
    write_book("microsoft-forms.xlsx", {"Sheet1": FORMS})
    write_csv("google-forms.csv", GOOGLE)
    write_book("slido.xlsx", make_slido())
    write_book("huddle-notes.xlsx", {"Huddle notes": NOTES, "Rota": ROTA}, merged="A5:A11")
    write_csv("qualtrics.csv", QUALTRICS)
    write_csv("surveymonkey.csv", MONKEY)
    write_csv("house-form.csv", HOUSE, delimiter=";")
    return 0


if __name__ == "__main__":
    sys.exit(main())
