#include "common/validation/nul_character.h"

#include "absl/strings/match.h"
#include "common/validation/message_texts.h"
#include "google/protobuf/descriptor.h"

namespace sangam {

bool CheckNoNul(Violations& violations, const FieldPath& path,
                absl::string_view text) {
  if (!absl::StrContains(text, '\0')) return false;
  violations.Add(path.ToString(),
                 "holds a NUL character (\\u0000); leave it out");
  return true;
}

absl::Status RefuseNulCharacters(const google::protobuf::Message& message) {
  Violations violations;
  ForEachText(message, [&violations](absl::string_view text,
                                     const google::protobuf::FieldDescriptor*,
                                     const FieldPath& path) {
    return CheckNoNul(violations, path, text);
  });
  return violations.ToStatus();
}

}  // namespace sangam
