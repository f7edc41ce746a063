#!/usr/bin/env bash
# Run a command with DATABASE_URL at the PostgreSQL that scripts/services.sh found.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -s .local/postgres-url ]; then
    echo "!!! SKIPPED on PostgreSQL: no server was found and none could be started." >&2
    if [ -n "${CI:-}" ]; then exit 1; fi
    exit 0
fi
echo "==> Tests on PostgreSQL"
url=$(cat .local/postgres-url)
# What tests write may be lost in a crash, so no commit waits for the disk.
export PGOPTIONS="${PGOPTIONS:-} -c synchronous_commit=off"
DATABASE_URL="${url%/*}/guidance" exec "$@"
