// Maps with short texts for keys, which are looked up for every subject.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_TEXT_MAP_H_
#define SANGAM_SERVICES_MATCHING_INDEX_TEXT_MAP_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace sangam::matching {

// Words of a text, so that names and codes take a few steps without a call.
class TextWords {
 public:
  explicit TextWords(absl::string_view text) : text_(text) {}

  // How many words there are; the last may overlap the one before.
  size_t size() const {
    return text_.size() < sizeof(uint64_t)
               ? 1
               : (text_.size() + sizeof(uint64_t) - 1) / sizeof(uint64_t);
  }
  uint64_t operator[](size_t word) const {
    if (text_.size() < sizeof(uint64_t)) return Short();
    const size_t last = text_.size() - sizeof(uint64_t);
    return Load<uint64_t>(
        word * sizeof(uint64_t) < last ? word * sizeof(uint64_t) : last);
  }

 private:
  template <typename Word>
  Word Load(size_t at) const {
    Word word;
    std::memcpy(&word, text_.data() + at, sizeof(word));
    return word;
  }
  // Together with the size, all that a text of less than eight bytes says.
  uint64_t Short() const {
    const size_t size = text_.size();
    if (size >= sizeof(uint32_t)) {
      return Load<uint32_t>(0) |
             uint64_t{Load<uint32_t>(size - sizeof(uint32_t))} << 32;
    }
    if (size == 0) return 0;
    return Load<uint8_t>(0) | uint64_t{Load<uint8_t>(size / 2)} << 8 |
           uint64_t{Load<uint8_t>(size - 1)} << 16;
  }

  const absl::string_view text_;
};

// Without a secret: for keys that are the catalogue's own.
struct TextHash {
  using is_transparent = void;
  size_t operator()(absl::string_view text) const {
    const TextWords words(text);
    uint64_t hash = text.size();
    for (size_t i = 0; i < words.size(); ++i) {
      const auto product = static_cast<unsigned __int128>(hash ^ words[i]) *
                           uint64_t{0x9E3779B97F4A7C15};
      hash =
          static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
    }
    return hash;
  }
};
struct TextEqual {
  using is_transparent = void;
  bool operator()(absl::string_view a, absl::string_view b) const {
    if (a.size() != b.size()) return false;
    const TextWords words(a);
    const TextWords others(b);
    for (size_t i = 0; i < words.size(); ++i) {
      if (words[i] != others[i]) return false;
    }
    return true;
  }
};

template <typename Value>
using TextMap = absl::flat_hash_map<std::string, Value, TextHash, TextEqual>;

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_TEXT_MAP_H_
