"""Sentences for everything that can be wrong on the way of the pages to a folder or to the room."""

from __future__ import annotations

from collections.abc import Mapping

from assembly.refusal import RuleBroken
from tui.filling import fill
from words.language import _


def page_trouble(refusal: RuleBroken) -> str:
    """What is wrong, and what to do about it."""
    sentence = _sentences().get(refusal.code, _("The pages cannot be made ({code})."))
    return fill(sentence, {"code": refusal.code, **refusal.facts})


def _sentences() -> Mapping[str, str]:
    return (
        _address_sentences()
        | _folder_sentences()
        | _people_sentences()
        | _room_sentences()
        | _wifi_sentences()
        | _export_sentences()
    )


def _address_sentences() -> dict[str, str]:
    return {
        "base-url-scheme": _("“{url}” is no web address. One begins with https:// or http://."),
        "base-url-host": _("“{url}” names no computer. Write it like https://example.org/assemblies."),
        "base-url-parts": _("“{url}” has more than a place in it: leave out ?, # and @."),
        "base-url-path": _("“{url}” has a path that no page can have. Write letters, digits and dashes."),
        "base-url-too-long": _(
            "The address is too long for a code: take one of at most {longest} characters."
        ),
        "base-url-missing": _(
            "Where will the pages stand? Say it with --base-url https://example.org/assemblies."
        ),
        "odd-id": _("“{id}” is no id of a decision. Check the shelf with: shopmoot verify"),
        "code-too-long": _("The address is too long for a code: take one of at most {longest} characters."),
    }


def _folder_sentences() -> dict[str, str]:
    return {
        "publish-odd-path": _("“{path}” is no place for a page. Check the shelf with: shopmoot verify"),
        "publish-not-a-folder": _("{folder} is a file. Name a folder for the pages."),
        "publish-link": _("{path} is a link that leads elsewhere. Nothing was written. Remove it first."),
        "publish-disk-full": _("The disk is full. Nothing was changed in {folder}: make room and try again."),
        "publish-failed": _("{folder} cannot be written to: {why}. Pages put in place: {placed}. Try again."),
        "publish-into-shelf": _(
            "{folder} holds names, or is part of what does. Name another folder for the pages."
        ),
    }


def _export_sentences() -> dict[str, str]:
    return {
        "export-not-ours": _(
            "{path} was not written by this export, or somebody changed it since. Nothing was written. Name"
            " another folder, or move it away."
        ),
        "export-not-a-folder": _("{folder} is a file. Name a folder for the export."),
        "export-failed": _("{folder} cannot be written to: {why}. Every file there is whole. Try again."),
    }


def _people_sentences() -> dict[str, str]:
    return {
        "people-unreadable": _(
            "{file} cannot be read. Without the names nobody can keep them out of the pages."
        ),
        "people-missing": _("{file} is missing. Without the names nobody can keep them out of the pages."),
        "no-shelf": _("There is no shelf in {folder}. Name its folder with --data."),
    }


def _room_sentences() -> dict[str, str]:
    return {
        "room-closed": _("The time for the pages is over. Name more minutes."),
        "room-already-open": _("The pages are shown already, on port {port}."),
        "room-ended": _("What shows the pages has ended by itself. Open them again."),
        "room-not-ours": _("{address} is no address of this computer. It has: {known}."),
        "room-no-network": _("This computer has no network that could show the pages."),
    }


def _wifi_sentences() -> dict[str, str]:
    return {
        "wifi-no-name": _("The Wi-Fi needs its name, as phones show it."),
        "wifi-name-long": _("No Wi-Fi has so long a name: it has room for {longest} letters at most."),
        "wifi-odd-letters": _("There is a letter in it that nobody can type. Type it once more."),
        "wifi-password-length": _(
            "A Wi-Fi password has {least} to {most} letters; this one has {given}. Leave it empty for none."
        ),
    }
