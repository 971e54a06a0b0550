// The language that a screen speaks.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCREEN_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_SCREEN_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "sangam/type/v1/localized_text.pb.h"

namespace sangam::sangamctl {

// Fixed words and texts in one language. Copies are cheap.
class Words {
 public:
  // "hi" (or "hi-IN") is Hindi; every other language reads the fixed words in
  // English.
  explicit Words(absl::string_view language);

  // Whether the fixed words of this language are there: English and Hindi.
  static bool Speaks(absl::string_view language);

  // One of two phrasings.
  std::string Say(absl::string_view english, absl::string_view hindi) const;

  // The text in the language asked for, else in English, else in any.
  std::string Pick(const type::v1::LocalizedText& text) const;

  // An enum's value: "interest subvention". One that a newer service knows
  // reads as if none were stated.
  template <typename Enum>
  std::string Of(Enum value) const {
    const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
    const auto* known = type->FindValueByNumber(value);
    return OfName((known == nullptr ? type->value(0) : known)->name());
  }

 private:
  std::string OfName(absl::string_view enum_value) const;

  std::string language_;
  bool hindi_ = false;
};

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCREEN_WORDS_H_
