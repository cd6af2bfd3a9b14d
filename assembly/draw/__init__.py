"""The lottery that anyone can check: the protocol hat-draw/1, and nothing random of its own.

Rules become hats (`hats`), hats become a record with a table of expectations (`build`, `table`), the bytes
of the record are sealed (`tickets`), the room makes chance in the open (`entropy`), and the draw follows from
both (`drawing`). A stranger goes the other way with `verify`.

Refusals and their facts. `line` (from 1) stands in every refusal of a record that is read.

Record as a whole:
    draw-not-a-record; draw-record-version (version); draw-record-byte-order-mark;
    draw-record-not-utf8 (line); draw-record-line-ends (line); draw-record-cut-off (line);
    draw-record-after-end (line);
    draw-line-expected (line, expected); draw-line-fields (line, expected, found);
    draw-seal-differs (expected, found)
Heading:
    draw-number; draw-date; draw-previous; draw-text-broken;
    draw-promise (line, why: an entropy code, and its facts)
Hats and members:
    draw-no-hats; draw-hat-id (place | line); draw-hat-twice (hat); draw-hat-unknown (hat); draw-seats (hat);
    draw-member-id (place | line); draw-member-twice (member); draw-members-order (line, member);
    draw-member-unknown (member); draw-group-name (line, expected); draw-groups-order (line, group);
    draw-group-hats-order (line); draw-group-unknown (line, member); draw-group-empty (line, group)
Table:
    draw-too-few-people (hats, seats, people); draw-scale; draw-table-number (line, group);
    draw-table-length (group, expected, found); draw-table-outside (group);
    draw-table-row (group, most, found); draw-table-column (hat, expected, found);
    draw-table-scale (expected, found); draw-table-not-equal (group)
Entropy:
    draw-entropy-empty; draw-entropy-line-break; draw-entropy-not-ascii (place); draw-entropy-blanks (place);
    draw-entropy-source (word); draw-entropy-nothing (kind); draw-entropy-number (kind, word, place);
    draw-entropy-leading-zero (kind, word, place); draw-card (word, place); draw-card-twice (word, place);
    draw-beacon; draw-promise-count (kind); draw-entropy-too-little (millibits, needed);
    draw-entropy-sources (expected, found); draw-entropy-too-few (kind, expected, found);
    draw-beacon-round (expected, found)
"""
