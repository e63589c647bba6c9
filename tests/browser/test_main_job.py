"""The officer's way: sign in, photograph, answer, record; and the investigator's search."""

import re

import pytest
from playwright.sync_api import expect

from registry.vocabulary.lists import Role
from tests.browser.accessibility import problems
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


def test_from_photograph_to_record(guest: Visitor) -> None:
    page = guest.page
    guest.sign_in()
    expect(page.get_by_text("Take or choose photographs")).to_be_visible()
    page.get_by_label("Take or choose photographs").set_input_files(guest.site.phone_photograph)
    expect(page.get_by_alt_text("Photograph 1")).to_be_visible()
    expect(page.get_by_text("1 of 8 photographs.")).to_be_visible()
    page.get_by_label("In words").fill("a painting")
    button = page.get_by_role("button", name="Search the registry")
    expect(button).to_be_in_viewport()
    button.click()
    page.wait_for_url("**/matches/**")

    for heading in ("Item candidates", "Category alerts", "What this does not mean"):
        expect(page.get_by_role("heading", name=heading).first).to_be_in_viewport()
    best = page.get_by_role("article").first
    expect(best.get_by_text("Evidence", exact=True).first).to_be_visible()
    for picture in (
        best.get_by_alt_text(re.compile("^Your photograph 1 with")),
        best.get_by_alt_text(re.compile("^Registered photograph of")),
    ):
        picture.scroll_into_view_if_needed()
        expect(picture).to_be_visible()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 100
    assert best.locator("svg.region polygon.region-line").count() >= 2
    assert problems(page) == []

    slider = best.get_by_role("slider").first
    slider.scroll_into_view_if_needed()
    expect(slider).to_be_visible()
    stage = best.locator(".overlay-stage").first
    assert stage.evaluate("stage => stage.style.getPropertyValue('--cut')") == "50%"
    slider.focus()
    page.keyboard.press("Home")
    assert stage.evaluate("stage => stage.style.getPropertyValue('--cut')") == "0%"
    box = stage.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)
    assert stage.evaluate("stage => parseInt(stage.style.getPropertyValue('--cut'))") in range(78, 83)

    best.get_by_role("heading", level=3).get_by_role("link").click()
    page.wait_for_url(f"**/objects/{guest.site.painting}")
    expect(page.get_by_role("heading", name="Description (Object ID)")).to_be_visible()
    assert problems(page) == []


def test_photographs_can_be_added_and_taken_away(guest: Visitor) -> None:
    page = guest.page
    guest.sign_in()
    page.locator("form.enhanced").wait_for()
    field = page.get_by_label("Take or choose photographs")
    field.set_input_files(guest.site.phone_photograph)
    field.set_input_files(guest.site.other_photograph)
    expect(page.get_by_alt_text("Photograph 2")).to_be_visible()
    assert field.evaluate("input => input.files.length") == 2
    page.get_by_role("button", name="Remove photograph 1").click()
    expect(page.get_by_alt_text("Photograph 2")).to_have_count(0)
    assert field.evaluate("input => input.files[0].name") == "wall.jpg"


def test_finding_nothing_clears_nothing(guest: Visitor) -> None:
    page = guest.page
    guest.sign_in()
    page.get_by_label("Take or choose photographs").set_input_files(guest.site.other_photograph)
    page.get_by_role("button", name="Search the registry").click()
    page.wait_for_url("**/matches/**")
    expect(page.get_by_text("does not clear the object").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Strong")
    assert problems(page) == []


def test_an_empty_form_says_so(guest: Visitor) -> None:
    page = guest.page
    guest.sign_in()
    page.get_by_role("button", name="Search the registry").click()
    expect(page.get_by_role("alert")).to_contain_text("The query is empty")
    guest.complaints.clear()  # Chromium reports the status 422 of the page as an error


def test_searching(guest: Visitor) -> None:
    page = guest.page
    guest.sign_in(Role.INVESTIGATOR)
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("searchbox").fill("leather binding")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("mark").first).to_have_text("leather")
    title = page.get_by_role("link", name="مصحف من غزة")
    expect(title.locator("bdi")).to_have_attribute("dir", "rtl")
    assert problems(page) == []
    title.click()
    expect(page.get_by_text("Ministry of Tests")).to_be_visible()
    assert problems(page) == []
    page.goto(f"{guest.site.address}/objects?has_picture=true")
    page.locator(".facets a").first.click()
    expect(page.locator('.facets a[aria-current="true"]')).to_have_count(1)


def test_open_pages_are_accessible(guest: Visitor) -> None:
    for path in ("/sign-in", "/coverage", "/docs", "/problems"):
        guest.page.goto(f"{guest.site.address}{path}")
        assert problems(guest.page) == [], path


def test_errors_are_pages(guest: Visitor) -> None:
    guest.sign_in()
    for path in ("/nothing", "/objects/RP-NOTHING", "/matches/M-1"):
        guest.page.goto(f"{guest.site.address}{path}")
        expect(guest.page.get_by_role("heading", level=1)).to_be_visible()
        assert problems(guest.page) == []
    guest.complaints.clear()  # Chromium reports the status 404 of the pages as errors


def test_all_of_it_without_javascript(plain_guest: Visitor) -> None:
    page = plain_guest.page
    plain_guest.sign_in()
    page.get_by_label("Take or choose photographs").set_input_files(plain_guest.site.phone_photograph)
    page.get_by_role("button", name="Search the registry").click()
    page.wait_for_url("**/matches/**")
    best = page.get_by_role("article").first
    expect(best.locator("figure img").nth(0)).to_be_visible()
    expect(best.locator("figure img").nth(1)).to_be_visible()
    expect(best.get_by_role("slider")).to_have_count(0)
    expect(best.get_by_role("link", name="Both with all matching points").first).to_be_visible()
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("searchbox").fill("leather")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Your key")).to_be_visible()


def test_by_keyboard_alone(guest: Visitor) -> None:
    page = guest.page
    page.goto(f"{guest.site.address}/sign-in")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.get_by_label("Your key").focus()
    page.keyboard.type(guest.site.keys[Role.OFFICER])
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check an object", level=1).wait_for()
    page.get_by_label("In words").focus()
    page.keyboard.type("a manuscript")
    page.get_by_role("button", name="Search the registry").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/matches/**")
