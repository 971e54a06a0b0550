// Where something is in a message.
#ifndef SANGAM_COMMON_VALIDATION_FIELD_PATH_H_
#define SANGAM_COMMON_VALIDATION_FIELD_PATH_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace sangam {

// A step down from another path, which it refers to, as to its texts. Walking a
// message takes many steps, of which few are ever put into words:
//
//   FieldPath().Field("profile").Field("skills").Element(2).ToString()
//       == "profile.skills[2]"
class FieldPath {
 public:
  // The message itself.
  FieldPath() = default;

  FieldPath Field(absl::string_view name) const {
    return FieldPath(this, Kind::kField, name, 0);
  }
  FieldPath Element(int index) const {
    return FieldPath(this, Kind::kElement, "", index);
  }
  // Of a map.
  FieldPath Key(absl::string_view key) const {
    return FieldPath(this, Kind::kKey, key, 0);
  }
  // Of a map, where the key is not to be shown.
  FieldPath AnyKey() const { return FieldPath(this, Kind::kAnyKey, "", 0); }

  std::string ToString() const {
    if (above_ == nullptr) return std::string();
    std::string text = above_->ToString();
    switch (kind_) {
      case Kind::kField:
        absl::StrAppend(&text, text.empty() ? "" : ".", name_);
        break;
      case Kind::kElement:
        absl::StrAppend(&text, "[", index_, "]");
        break;
      case Kind::kKey:
        absl::StrAppend(&text, "[\"", name_, "\"]");
        break;
      case Kind::kAnyKey:
        absl::StrAppend(&text, "[...]");
        break;
    }
    return text;
  }

 private:
  enum class Kind { kField, kElement, kKey, kAnyKey };

  FieldPath(const FieldPath* above, Kind kind, absl::string_view name,
            int index)
      : above_(above), kind_(kind), name_(name), index_(index) {}

  const FieldPath* above_ = nullptr;
  Kind kind_ = Kind::kField;
  absl::string_view name_;
  int index_ = 0;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_FIELD_PATH_H_
