#!/usr/bin/env bash
# Builds everything with warnings as errors and runs every test; the last lines are ctest's own count.
# Usage: bash tests/run.sh [--sanitize] [--swift] [--only REGEX]
#   --sanitize   AddressSanitizer and UndefinedBehaviorSanitizer, in its own build folder; then the fuzz targets,
#                whose count is the last line
#   --swift      afterwards publishes to a real OpenStack swift (S3), which is installed where it is missing; two minutes
#   --only R     only the tests whose name matches R
set -euo pipefail
cd "$(dirname "$0")/.."

build=build/release
options=(-DCMAKE_BUILD_TYPE=Release)
only=()
swift=no
while [ $# -gt 0 ]; do
  case "$1" in
    --sanitize) build=build/sanitize; options=(-DCMAKE_BUILD_TYPE=Debug -DGONGKAI_SANITIZE=ON) ;;
    --swift) swift=yes ;;
    --only) only=(-R "${2:?--only 后面要写测试名的正则表达式}"); shift ;;
    -h|--help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "不认识的参数：$1（--help 看用法）" >&2; exit 64 ;;
  esac
  shift
done

bash kiosk-config/packaging/install-packages.sh test
bash tests/conformance/install-oracle.sh build/oracle

export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros
cmake -S . -B "$build" -G Ninja -DGONGKAI_TESTS=ON "${options[@]}" -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
  -DCMAKE_C_COMPILER_LAUNCHER=ccache >"/tmp/gongkai-cmake.$$" || { cat "/tmp/gongkai-cmake.$$"; exit 1; }
rm -f "/tmp/gongkai-cmake.$$"
cmake --build "$build"

# Leaks inside system libraries that keep their tables for ever are not ours to mend.
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export UBSAN_OPTIONS=print_stacktrace=1
# The tests must not depend on the language or the home of whoever runs them.
export LC_ALL=C.UTF-8 TZ=UTC SDL_VIDEODRIVER=offscreen
ctest --test-dir "$build" --output-on-failure -j "$(nproc)" "${only[@]}"
if [ "$build" = build/sanitize ] && [ "${#only[@]}" -eq 0 ]; then
  bash tests/fuzz/run.sh 40 --seed 1
fi
if [ "$swift" = yes ]; then
  bash tests/e2e/swift_publish.sh "$build/app/admin/gongkai-admin" "$build/app/sync/gongkai-sync" "$PWD"
fi
