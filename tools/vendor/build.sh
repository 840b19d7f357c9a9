#!/bin/sh
# Builds static/vendor and copies static/fonts from the packages of package-lock.json. Run it as: npm ci && sh build.sh
set -eu
cd "$(dirname "$0")"
vendor=../../static/vendor
fonts=../../static/fonts
mkdir -p "$vendor" "$fonts"
rm -f "$vendor"/d3-subset-*.min.js "$fonts"/*.woff2

version=$(node --print "JSON.parse(require('fs').readFileSync('node_modules/d3/package.json')).version")
npx esbuild entry.js --bundle --minify --format=esm --target=es2020 --legal-comments=none \
  --alias:d3-interpolate=./no_colours.js --alias:d3-format=./no_formats.js \
  --outfile="$vendor/d3-subset-$version.min.js"
cat node_modules/d3/LICENSE node_modules/internmap/LICENSE > "$vendor/d3-subset.LICENSE.txt"

for file in besley-latin-wght-normal besley-latin-ext-wght-normal besley-latin-wght-italic; do
  cp "node_modules/@fontsource-variable/besley/files/$file.woff2" "$fonts"
done
for file in figtree-latin-wght-normal figtree-latin-ext-wght-normal; do
  cp "node_modules/@fontsource-variable/figtree/files/$file.woff2" "$fonts"
done
cp node_modules/@fontsource-variable/besley/LICENSE "$fonts/besley.OFL.txt"
cp node_modules/@fontsource-variable/figtree/LICENSE "$fonts/figtree.OFL.txt"

node record.js
