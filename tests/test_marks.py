"""The marks by which `make check` leaves tests out."""


def test_a_run_without_a_browser_collects_no_test_that_drives_one(request):
    browser = [item for item in request.session.items if "tests/browser/" in item.path.as_posix()]

    assert [item.nodeid for item in browser if not item.get_closest_marker("browser")] == []
    if request.config.option.markexpr == "not browser":
        assert browser == []
