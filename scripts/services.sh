#!/usr/bin/env bash
# Make sure that the named services for tests are here: chromium, postgres, redis, wrk.
# Installs Debian's packages and starts what is missing. Where it cannot, it says so loudly,
# and fails when CI is set; the tests that need the service are then skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

missing() {
    echo "!!! $1 is not here and could not be installed: $2" >&2
    if [ -n "${CI:-}" ]; then exit 1; fi
}

install_package() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then return 1; fi
    echo "==> Installing $1 (Debian package)"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >/dev/null 2>&1 || true
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

chromium() {
    for name in chromium chromium-browser google-chrome; do
        if type -P "$name" >/dev/null; then fonts; return; fi  # not command -v: it finds this function
    done
    install_package chromium fonts-noto-core || missing Chromium "its browser tests will not run"
}

wrk() {
    if type -P wrk >/dev/null; then return; fi
    install_package wrk || missing wrk "nothing can be measured under load"
}

fonts() {
    # What fits on a screen is judged with these; a Chromium that was here may have come without.
    if [ "$(fc-list 2>/dev/null | grep -ci 'noto *sans')" != 0 ]; then return; fi
    install_package fonts-noto-core || missing "The Noto fonts" "tests of layout may fail"
}

postgres() {
    mkdir -p .local
    rm -f .local/postgres-url
    if [ -n "${POSTGRES_URL:-}" ]; then echo "$POSTGRES_URL" > .local/postgres-url; return; fi
    local url=postgres://postgres@127.0.0.1:5432/postgres
    if answers "$url"; then echo "$url" > .local/postgres-url; return; fi
    local bin
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
    if [ -z "$bin" ]; then
        install_package postgresql || true
        bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
    fi
    if [ -z "$bin" ]; then missing PostgreSQL "the tests on PostgreSQL will not run"; return; fi
    # A cluster of our own, so that no password of another one is needed.
    local port=54329 folder=/tmp/guidance-portal-postgres as=""
    url=postgres://postgres@127.0.0.1:$port/postgres
    if ! answers "$url"; then
        echo "==> Starting PostgreSQL for the tests"
        if [ "$(id -u)" = 0 ]; then as="runuser -u postgres --"; fi
        if [ ! -d "$folder" ]; then
            (cd /tmp && $as "$bin/initdb" -D "$folder" -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null)
        fi
        (cd /tmp && $as "$bin/pg_ctl" -D "$folder" -w -l "$folder/log" \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=/tmp -c fsync=off" start >/dev/null) || true
    fi
    if answers "$url"; then echo "$url" > .local/postgres-url
    else missing PostgreSQL "it did not start"; fi
}

redis() {
    mkdir -p .local
    rm -f .local/redis-url
    local url=${REDIS_URL:-redis://127.0.0.1:6379/15}
    if pings "$url"; then echo "$url" > .local/redis-url; return; fi
    if ! command -v redis-server >/dev/null; then install_package redis-server || true; fi
    if ! command -v redis-server >/dev/null; then missing Redis "its test will not run"; return; fi
    # A server of our own, which keeps nothing.
    url=redis://127.0.0.1:63799/0
    if ! pings "$url"; then
        echo "==> Starting Redis for the tests"
        redis-server --daemonize yes --bind 127.0.0.1 --port 63799 --save "" --appendonly no \
            --dir /tmp --logfile "" >/dev/null
        for _ in 1 2 3 4 5 6 7 8 9 10; do pings "$url" && break; sleep 0.3; done
    fi
    if pings "$url"; then echo "$url" > .local/redis-url; else missing Redis "it did not start"; fi
}

pings() {
    .venv/bin/python - "$1" 2>/dev/null <<'PY'
import sys, redis
redis.Redis.from_url(sys.argv[1], socket_connect_timeout=2).ping()
PY
}

answers() {
    .venv/bin/python - "$1" 2>/dev/null <<'PY'
import sys, psycopg
psycopg.connect(sys.argv[1], connect_timeout=3).close()
PY
}

for service in "$@"; do "$service"; done
