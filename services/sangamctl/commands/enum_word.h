// Enum values as people type them.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_ENUM_WORD_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_ENUM_WORD_H_

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"

namespace sangam::sangamctl {

// Reads "gram-panchayat" as PLACE_KIND_GRAM_PANCHAYAT, given that prefix. False
// if there is no such value.
template <typename Enum>
bool ReadEnumWord(const std::string& word, const std::string& prefix,
                  Enum* value) {
  const std::string name = absl::StrCat(
      prefix, absl::StrReplaceAll(absl::AsciiStrToUpper(word), {{"-", "_"}}));
  const auto* found =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByName(name);
  if (found == nullptr || found->number() == 0) return false;
  *value = static_cast<Enum>(found->number());
  return true;
}

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_ENUM_WORD_H_
