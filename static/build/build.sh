#!/usr/bin/env bash
# Rebuilds every vendored file from the npm packages pinned in package-lock.json.
# Needs Node with npm, and uv for the font tools. Run it after changing a version here, then commit
# what changed: people who install or run the tool need none of this. Same input, same bytes.
set -euo pipefail
cd "$(dirname "$0")"
static=..
tests_vendor=../../tests/vendor
packages=node_modules

version() { node -p "require('./$packages/$1/package.json').version"; }

npm ci --ignore-scripts --no-audit --no-fund
mkdir -p "$static/css" "$static/js" "$static/fonts" "$static/images" "$tests_vendor"

npx --no-install sass --load-path="$packages" --style=compressed --no-source-map --quiet-deps \
  nhsuk.scss "$static/css/nhsuk-frontend-$(version nhsuk-frontend).css"

# The four pictures that this style sheet names.
for icon in arrow-down arrow-up arrow-up-down cross; do
  cp "$packages/nhsuk-frontend/dist/nhsuk/assets/images/nhsuk-icon-$icon.svg" "$static/images/"
done

# The last line of the script points at a source map that is not shipped.
grep -v '^//# sourceMappingURL=' "$packages/htmx.org/dist/htmx.min.js" \
  > "$static/js/htmx-$(version htmx.org).min.js"

uv run --script fonts.py "$packages" "$static/fonts"

cp "$packages/axe-core/axe.min.js" "$tests_vendor/axe-$(version axe-core).min.js"
cp "$packages/axe-core/LICENSE" "$tests_vendor/axe-LICENSE.txt"
cp "$packages/axe-core/LICENSE-3RD-PARTY.txt" "$tests_vendor/axe-LICENSE-3RD-PARTY.txt"
