#!/usr/bin/env bash
# Builds the libFuzzer targets with clang in build/fuzz and runs each for some seconds, two at a time, beginning with
# the kept corpus. Fails on a crash, a leak, an input of more than 10 s and more than 2 GiB of memory.
# Usage: bash tests/fuzz/run.sh SECONDS [--seed N] [TARGET...]
#   --seed N   begins with this number, so that the same commit takes the same way again; without it each run takes
#              another one
# What was found lies in build/fuzz/findings/; replay it with build/fuzz/tests/fuzz/fuzz_TARGET FILE.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds="${1:-}"
if ! [[ "$seconds" =~ ^[1-9][0-9]*$ ]]; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 64
fi
shift
seed=0  # libFuzzer's word for a random one
if [ "${1:-}" = --seed ]; then
  seed="${2:?--seed 后面要写一个数}"
  shift 2
fi
targets=("$@")
[ "${#targets[@]}" -gt 0 ] || targets=(text layout item pack metadata settings bundle report)

build=build/fuzz
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DGONGKAI_FUZZ=ON -DGONGKAI_TESTS=ON \
  -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >"/tmp/gongkai-fuzz.$$" ||
  { cat "/tmp/gongkai-fuzz.$$"; exit 1; }
rm -f "/tmp/gongkai-fuzz.$$"
cmake --build "$build" --target fuzz_targets

export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export UBSAN_OPTIONS=print_stacktrace=1 LC_ALL=C.UTF-8 TZ=UTC
findings="$build/findings"
mkdir -p "$findings"

# Runs one target; its whole output goes to a log beside the findings.
fuzz() {
  local target=$1 log="$findings/$1.log"
  local grown="$build/grown/$target" kept="tests/fuzz/corpus/$target" words="tests/fuzz/corpus/$target.dict"
  local options=(-max_total_time="$seconds" -seed="$seed" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1
                 -artifact_prefix="$findings/$target-")
  [ "$target" = pack ] && words=tests/fuzz/corpus/item.dict
  [ -e "$words" ] && options+=(-dict="$words")
  # What caches keep looks like a leak of each input and costs a search of the heap; leaks are then found at the end.
  case "$target" in text|layout) options+=(-detect_leaks=0) ;; esac
  local seeds=("$kept")
  [ "$target" = item ] && seeds+=(tests/fixtures/items)
  mkdir -p "$grown"
  local result=0
  "$build/tests/fuzz/fuzz_$target" "${options[@]}" "$grown" "${seeds[@]}" >"$log" 2>&1 || result=$?
  local runs edges
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  edges=$(sed -n 's/^#.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -1)
  if [ "$result" -eq 0 ]; then
    echo "fuzz $target: ${runs:-0} runs, ${edges:-0} edges covered"
  else
    echo "fuzz $target: FAILED after ${runs:-0} runs"
    grep -E -m1 '^(==[0-9]+==)? ?(ERROR|broken promise)|runtime error|Assertion|SUMMARY' "$log" || true
    grep -o 'Test unit written to .*' "$log" || true
  fi
  return "$result"
}

# Two queues, each target goes to the one that is free first.
failed=0
running=0
for target in "${targets[@]}"; do
  if [ "$running" -eq 2 ]; then
    wait -n || failed=$((failed + 1))
    running=$((running - 1))
  fi
  fuzz "$target" &
  running=$((running + 1))
done
while [ "$running" -gt 0 ]; do
  wait -n || failed=$((failed + 1))
  running=$((running - 1))
done
echo "$((${#targets[@]} - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
