#include "common/rules/utf8.h"

namespace sangam::rules {
namespace {

bool IsCodePoint(uint32_t value) {
  return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

}  // namespace

size_t CharacterLength(absl::string_view text, size_t at) {
  const auto byte = [text, at](size_t i) {
    return static_cast<uint32_t>(static_cast<unsigned char>(text[at + i]));
  };
  const uint32_t lead = byte(0);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0   ? 4
                        : lead >= 0xE0 ? 3
                        : lead >= 0xC0 ? 2
                                       : 0;
  if (length == 0 || lead > 0xF4 || at + length > text.size()) return 0;
  uint32_t value = lead & (0x7Fu >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    value = value << 6 | (byte(i) & 0x3F);
  }
  constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  return value >= kLeast[length] && IsCodePoint(value) ? length : 0;
}

uint32_t DecodeCharacter(absl::string_view text, size_t at) {
  const size_t length = CharacterLength(text, at);
  uint32_t value = static_cast<unsigned char>(text[at]);
  if (length > 1) value &= 0x7Fu >> length;
  for (size_t i = 1; i < length; ++i) {
    value = value << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
  }
  return value;
}

bool IsInvisible(uint32_t value) {
  const auto between = [value](uint32_t first, uint32_t last) {
    return value >= first && value <= last;
  };
  return value < 0x20 || between(0x7F, 0xA0) || value == 0xAD ||
         between(0x2000, 0x200B) || between(0x200E, 0x200F) ||
         between(0x2028, 0x202F) || between(0x205F, 0x206F) ||
         value == 0x3000 || value == 0xFEFF;
}

size_t FirstMalformedByte(absl::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t length = CharacterLength(text, at);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

bool AppendCodePoint(uint32_t value, std::string* text) {
  if (!IsCodePoint(value)) return false;
  const auto append = [text](uint32_t byte) {
    text->push_back(static_cast<char>(byte));
  };
  if (value < 0x80) {
    append(value);
  } else if (value < 0x800) {
    append(0xC0 | value >> 6);
    append(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    append(0xE0 | value >> 12);
    append(0x80 | (value >> 6 & 0x3F));
    append(0x80 | (value & 0x3F));
  } else {
    append(0xF0 | value >> 18);
    append(0x80 | (value >> 12 & 0x3F));
    append(0x80 | (value >> 6 & 0x3F));
    append(0x80 | (value & 0x3F));
  }
  return true;
}

}  // namespace sangam::rules
