"""The decisions that come with the software, as they were looked up on `CHECKED_ON`. Each is looked at again in the review of the quarter."""

from dataclasses import replace
from datetime import date
from typing import Any

from ictdesk.trust.subprocessors.facts import EEA
from ictdesk.trust.transfers.adequacy import Decision


def _eu(code: str, territory: str, act: str, since: date, **more: Any) -> Decision:
    return Decision("EU", code, territory, act, since, **more)


EU: tuple[Decision, ...] = (
    _eu("AD", "Andorra", "2010/625/EU", date(2010, 10, 19)),
    _eu("AR", "Argentina", "2003/490/EC", date(2003, 6, 30)),
    _eu(
        "BR",
        "Brazil",
        "(EU) 2026/179",
        date(2026, 1, 26),
        not_from=frozenset({"IS", "LI", "NO"}),
        note="The decision of the EEA Joint Committee was a draft in May 2026",
    ),
    _eu("CA", "Canada", "2002/2/EC", date(2001, 12, 20), scope="commercial", note="Under PIPEDA"),
    _eu("CH", "Switzerland", "2000/518/EC", date(2000, 7, 26)),
    _eu("FO", "Faroe Islands", "2010/146/EU", date(2010, 3, 5)),
    _eu(
        "GB",
        "United Kingdom",
        "(EU) 2021/1772",
        date(2021, 6, 28),
        until=date(2031, 12, 27),
        note="Renewed on 19 December 2025",
    ),
    _eu("GG", "Guernsey", "2003/821/EC", date(2003, 11, 21)),
    _eu("IL", "Israel", "2011/61/EU", date(2011, 1, 31)),
    _eu("IM", "Isle of Man", "2004/411/EC", date(2004, 4, 28)),
    _eu("JE", "Jersey", "2008/393/EC", date(2008, 5, 8)),
    _eu("JP", "Japan", "(EU) 2019/419", date(2019, 1, 23), scope="commercial"),
    _eu("KR", "Republic of Korea", "(EU) 2022/254", date(2021, 12, 17)),
    _eu("NZ", "New Zealand", "2013/65/EU", date(2012, 12, 19)),
    _eu(
        "US",
        "United States",
        "(EU) 2023/1795",
        date(2023, 7, 10),
        scope="certified",
        note="T-553/23 dismissed on 3 September 2025; appeal C-703/25 P pending",
    ),
    _eu("UY", "Uruguay", "2012/484/EU", date(2012, 8, 21)),
)
BRIDGE = date(2023, 10, 12)
"""The UK extension to the Data Privacy Framework."""
EXIT = date(2021, 1, 1)
"""The end of the transition after the United Kingdom left."""
REVISED = date(2023, 9, 1)
"""The revised Swiss law."""
SCHEDULE = "DPA 2018, Sch. 21"
ORDINANCE = "DPO, Annex 1"
FEDLEX = "fedlex.admin.ch"
OF_THE_UK = frozenset("AD AR CA CH FO GG IL IM JE JP NZ UY".split())
"""Decisions of the European Commission that the United Kingdom took over."""
OF_SWITZERLAND = frozenset("AD AR CA FO GB GG IL IM JE NZ UY".split())


def _uk(code: str, territory: str, act: str, since: date, **more: Any) -> Decision:
    return Decision("UK", code, territory, act, since, source="legislation.gov.uk", **more)


UK: tuple[Decision, ...] = (
    *(
        replace(
            one, regime="UK", act=SCHEDULE, since=max(EXIT, one.since), note="", source="legislation.gov.uk"
        )
        for one in EU
        if one.code in OF_THE_UK
    ),
    *(_uk(code, code, SCHEDULE, EXIT) for code in sorted(EEA | {"GI"})),
    _uk("KR", "Republic of Korea", "SI 2022/1213", date(2022, 12, 19)),
    _uk(
        "US",
        "United States",
        "SI 2023/1028",
        BRIDGE,
        scope="certified",
        note="For those certified under the UK extension",
    ),
)
CH: tuple[Decision, ...] = (
    *(
        replace(one, regime="CH", act=ORDINANCE, since=REVISED, until=None, note="", source=FEDLEX)
        for one in EU
        if one.code in OF_SWITZERLAND
    ),
    *(Decision("CH", code, code, ORDINANCE, REVISED, source=FEDLEX) for code in sorted(EEA | {"GI", "MC"})),
    Decision(
        "CH",
        "US",
        "United States",
        ORDINANCE,
        date(2024, 9, 15),
        scope="certified",
        source=FEDLEX,
        note="For those certified under the Swiss-US framework",
    ),
)
SHIPPED: tuple[Decision, ...] = (*EU, *UK, *CH)
