// A speech program that notes what it was given and answers with a short silence; the loudspeaker is SDL's own file.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace gongkai::kiosk {

class FakeVoice {
 public:
  explicit FakeVoice(const std::filesystem::path& folder) : folder_(folder) {
    // 20 ms of silence, 22 050 samples a second, with the sizes of a file that is still being written.
    constexpr char head[] = "RIFF\x24\xF0\xFF\x7FWAVEfmt \x10\0\0\0\x01\0\x01\0\x22\x56\0\0\x44\xAC\0\0\x02\0\x10\0data\0\xF0\xFF\x7F";
    std::ofstream(folder_ / "short.wav", std::ios::binary).write(head, sizeof head - 1) << std::string(882, '\0');
    does("echo $$ >> \"$0.pid\"; echo \"$@\" >> \"$0.asked\"; cat >> \"$0.heard\"; echo >> \"$0.heard\"; cat \"${0%/*}/short.wav\"");
    ::setenv("SDL_DISKAUDIOFILE", (folder_ / "played").c_str(), 1);
    ::setenv("SDL_DISKAUDIODELAY", "1", 1);  // ms a buffer: as fast as it can be written
    ::setenv("SDL_AUDIODRIVER", "disk", 1);
  }
  ~FakeVoice() {
    for (const char* name : {"SDL_AUDIODRIVER", "SDL_DISKAUDIOFILE", "SDL_DISKAUDIODELAY"}) ::unsetenv(name);
  }
  FakeVoice(const FakeVoice&) = delete;
  FakeVoice& operator=(const FakeVoice&) = delete;

  // From now on another program.
  void does(const std::string& script) {
    std::filesystem::remove(program());
    std::ofstream(program()) << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(program(), std::filesystem::perms::owner_all);
  }
  std::filesystem::path program() const { return folder_ / "voice.sh"; }
  // "pid", "asked": its arguments, "heard": its input; a line each time.
  std::string noted(const std::string& what) const { return bytes_of(folder_ / ("voice.sh." + what)); }
  std::size_t lines(const std::string& what) const {
    std::size_t count = 0;
    for (const char c : noted(what)) count += c == '\n';
    return count;
  }
  // 16 bit samples that were not silent.
  std::size_t loud_samples() const {
    const std::string bytes = bytes_of(folder_ / "played");
    std::size_t count = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) count += bytes[i] != 0 || bytes[i + 1] != 0;
    return count;
  }

 private:
  static std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::filesystem::path folder_;
};

}  // namespace gongkai::kiosk
