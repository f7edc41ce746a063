"""What a reader does not see: messages of the console, refused resources, failed requests."""

REPORT = """
if (!window.isWatched) document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
window.isWatched = true;
"""

STARTING_MS = 50
"""So long after a page is there its scripts may begin to ask for something."""


class Watch:
    """Collect the complaints of a page; ``expected`` are statuses that its documents may have."""

    def __init__(self, page, expected=()):
        self.expected = {200, 301, 302, 304, *expected}
        self.complaints = []
        self.under_way = set()
        self.page = page
        page.add_init_script(REPORT)
        for event, heard in self._ears():
            page.on(event, heard)

    def settle(self):
        """Wait until all that the page asked for has come."""
        self.page.wait_for_load_state("load")
        self.page.wait_for_timeout(STARTING_MS)
        while self.under_way:
            self.page.wait_for_timeout(STARTING_MS)

    def stop(self):
        """Listen no more, for the next watch of the same page."""
        for event, heard in self._ears():
            self.page.remove_listener(event, heard)

    def _ears(self):
        return (
            ("console", self._heard),
            ("pageerror", self._broke),
            ("request", self._asked),
            ("requestfinished", self._ended),
            ("requestfailed", self._failed),
            ("response", self._answered),
        )

    def _broke(self, error):
        self.complaints.append(f"script: {error}")

    def _heard(self, message):
        # The console's own words on a status are left to _answered, which knows what is expected.
        if message.type in ("error", "warning") and "the server responded with" not in message.text:
            self.complaints.append(f"console: {message.text} ({message.location.get('url')})")

    def _asked(self, request):
        self.under_way.add(request)

    def _ended(self, request):
        self.under_way.discard(request)

    def _failed(self, request):
        self._ended(request)
        # A page that is left stops what it was loading, and a download is no page.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"request: {request.url} {request.failure}")

    def _answered(self, response):
        if response.status not in self.expected:
            self.complaints.append(f"status {response.status}: {response.url}")
