// Finds what a misspelt word was meant to be.
#ifndef SANGAM_COMMON_RULES_NEAREST_WORD_H_
#define SANGAM_COMMON_RULES_NEAREST_WORD_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::rules {

// How many letters must be put in, left out, replaced or exchanged with their
// neighbour to turn `a` into `b`; capitals and small letters count as the same.
int EditDistance(absl::string_view a, absl::string_view b);

// Collects candidates and keeps the nearest. Used within one call; not
// thread-safe.
class NearestWord {
 public:
  explicit NearestWord(absl::string_view written);

  // Considers `candidate`; if it is the nearest so far (the first of equals
  // stays), the answer becomes `suggestion`.
  void Offer(absl::string_view candidate, absl::string_view suggestion);

  // The best suggestion; empty if none is near enough to be meant, which is one
  // letter in three.
  const std::string& answer() const { return answer_; }

 private:
  std::string written_;
  int best_;
  std::string answer_;
};

// The nearest of `names` ("schemes/pmegp-new") to `name`, by their ids; the
// first words of an id may stand for the whole ("schemes/pmegp"). Empty if none
// is near enough.
std::string NearestName(absl::string_view name,
                        const std::vector<std::string>& names);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_NEAREST_WORD_H_
