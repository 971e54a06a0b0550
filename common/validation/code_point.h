// Reads UTF-8 one code point at a time.
#ifndef SANGAM_COMMON_VALIDATION_CODE_POINT_H_
#define SANGAM_COMMON_VALIDATION_CODE_POINT_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace sangam {

// The code point that begins at byte `at` of `text`; moves `at` past it, by one
// byte at least. `at` is less than the size of `text`. Where `text` is not
// UTF-8 (protobuf lets none such through) the result means nothing, but no byte
// outside `text` is read.
inline uint32_t NextCodePoint(absl::string_view text, size_t& at) {
  const auto byte = [text](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = byte(at++);
  if (lead < 0x80) return lead;
  uint32_t code_point = lead & 0x07;
  if (lead < 0xF0) code_point = lead & 0x0F;
  if (lead < 0xE0) code_point = lead & 0x1F;
  while (at < text.size() && (byte(at) & 0xC0) == 0x80) {
    code_point = code_point << 6 | (byte(at++) & 0x3F);
  }
  return code_point;
}

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_CODE_POINT_H_
