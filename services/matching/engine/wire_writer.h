// Writes fields of messages in protobuf's wire format.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_WIRE_WRITER_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_WIRE_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message_lite.h"

namespace sangam::matching {

// Appends to a text. Fields that hold proto3's default are left out. Not
// thread-safe; the text outlives it.
class WireWriter {
 public:
  explicit WireWriter(std::string* bytes) : bytes_(*bytes) {}

  // An enum's value or a number that is not negative.
  void Number(int field, uint64_t number) {
    if (number != 0) PresentNumber(field, number);
  }
  // Of a field with presence.
  void PresentNumber(int field, uint64_t number) {
    Varint(uint64_t(field) << 3);
    Varint(number);
  }
  void Text(int field, absl::string_view text) {
    if (!text.empty()) Block(field, text);
  }
  // A message that is encoded already; also where it is empty.
  void Block(int field, absl::string_view bytes) {
    Varint(uint64_t(field) << 3 | 2);
    Varint(bytes.size());
    bytes_.append(bytes.data(), bytes.size());
  }
  void Message(int field, const google::protobuf::MessageLite& message) {
    Varint(uint64_t(field) << 3 | 2);
    Varint(message.ByteSizeLong());
    message.AppendPartialToString(&bytes_);
  }
  // Fields that are encoded already.
  void Fields(absl::string_view bytes) {
    bytes_.append(bytes.data(), bytes.size());
  }

 private:
  void Varint(uint64_t number) {
    for (; number >= 0x80; number >>= 7) {
      bytes_.push_back(static_cast<char>(number | 0x80));
    }
    bytes_.push_back(static_cast<char>(number));
  }

  std::string& bytes_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_WIRE_WRITER_H_
