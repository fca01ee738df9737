#!/usr/bin/env bash
# Installs the Debian packages Gongkai Board needs to be built, tested and shown.
# Usage: install-packages.sh build|test   ("test" adds what only the tests use)
# Says nothing and does nothing when everything is there already.
set -euo pipefail

build_packages=(
  g++ cmake ninja-build ccache pkg-config
  libsqlite3-dev libcurl4-openssl-dev libssl-dev zlib1g-dev
  libfreetype-dev libharfbuzz-dev libfribidi-dev libsdl2-dev libsdl2-ttf-dev libx11-dev
  libpng-dev libjpeg-dev libqrencode-dev
  nlohmann-json3-dev libfmt-dev libexpected-dev libtomlplusplus-dev libcli11-dev libmicrohttpd-dev libzinnia-dev
  unicode-data bzip2 rime-data-stroke tegaki-zinnia-simplified-chinese
  fonts-noto-cjk fonts-noto-core fonts-noto-color-emoji fonts-hanazono fonts-dejavu-core
  fonts-materialdesignicons-webfont xfonts-wqy fonts-unifont
  xvfb xauth espeak-ng
)
test_packages=(
  libgtest-dev libbenchmark-dev zbar-tools poppler-utils xdotool faketime valgrind clang libclang-rt-dev llvm nginx-light
  curl openssl
  libpango1.0-dev xserver-xorg-core xserver-xorg-video-dummy xserver-xorg-dev libxrandr-dev libxi-dev
)

case "${1:-build}" in
  build) wanted=("${build_packages[@]}") ;;
  test) wanted=("${build_packages[@]}" "${test_packages[@]}") ;;
  *) echo "用法：$0 build|test" >&2; exit 64 ;;
esac

if [ ! -r /etc/os-release ]; then
  echo "无法识别系统：缺少 /etc/os-release。公开屏需要 Debian 12 或更新版本。" >&2
  exit 69
fi
. /etc/os-release
# Debian testing and unstable carry no VERSION_ID: they are newer.
if [ "${ID:-}" != debian ] || [ "${VERSION_ID:-99}" -lt 12 ]; then
  echo "公开屏需要 Debian 12 或更新版本，当前系统是：${PRETTY_NAME:-未知}。" >&2
  exit 69
fi

missing=()
for package in "${wanted[@]}"; do
  # Status is asked of dpkg, not of the PATH: a package may be half installed.
  if ! dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed; then
    missing+=("$package")
  fi
done
[ "${#missing[@]}" -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "还缺少软件包：${missing[*]}" >&2
    echo "请用 root 身份执行：apt-get update && apt-get install ${missing[*]}" >&2
    exit 77
  fi
  as_root=(sudo)
fi
echo "正在安装 ${#missing[@]} 个软件包：${missing[*]}"
"${as_root[@]}" apt-get update -q
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}"
