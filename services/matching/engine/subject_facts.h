// A subject's attributes in a form that tests compare at once.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_SUBJECT_FACTS_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_SUBJECT_FACTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/rules/subject_view.h"

namespace sangam::matching {

// Each attribute is read when it is first asked for. Used by one thread; the
// subject outlives it.
class SubjectFacts {
 public:
  struct Fact {
    enum class Kind : uint8_t {
      kNotRead,
      kUnknown,
      kNumber,
      kBool,  // number != 0
      kDay,   // see NumberOfDay
      kText,
      kTexts
    };
    Kind kind = Kind::kNotRead;
    int64_t number = 0;
    // Of a text or of each text of a list its hash, and the text.
    std::vector<uint64_t> hashes;
    const std::string* texts = nullptr;
  };

  // `attributes`: how many the subject's dictionary has.
  SubjectFacts(const SubjectView& subject, size_t attributes)
      : subject_(subject), facts_(attributes) {}

  const Fact& fact(int attribute) {
    Fact& fact = facts_[attribute];
    if (fact.kind == Fact::Kind::kNotRead) Read(attribute, &fact);
    return fact;
  }

 private:
  void Read(int attribute, Fact* fact) const;

  const SubjectView& subject_;
  std::vector<Fact> facts_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_SUBJECT_FACTS_H_
