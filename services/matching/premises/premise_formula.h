// What rules leave open of an applicant, as tests joined by "all" and "any".
#ifndef SANGAM_SERVICES_MATCHING_PREMISES_PREMISE_FORMULA_H_
#define SANGAM_SERVICES_MATCHING_PREMISES_PREMISE_FORMULA_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/place_chain.h"
#include "services/matching/premises/linear_system.h"

namespace sangam::matching {

// A number that is not known: an attribute, a date as its days since 1970, or
// what is computed in a way that is not looked into.
struct PremiseNumber {
  int applicant = 0;
  // The attribute; of a computed one empty.
  std::string attribute;
  // All attributes that it goes by.
  std::set<std::string> mentions;
  bool never_negative = false;

  bool is_computed() const { return attribute.empty(); }
};

// One thing that may hold or not.
struct PremiseTest {
  enum class Kind {
    kSwitch,    // a yes or no of its own
    kOpaque,    // a yes or no that goes by `mentions` in a way not looked into
    kText,      // the attribute is one of `texts`
    kPlace,     // the place is in one of `places`
    kReceived,  // of the scheme texts[0] within so many months
    kIndustry,  // an industry is in one of `texts`
    kAtMostZero,  // the sum is; always holds where it is used
    kNotZero      // the sum is not; always holds where it is used
  };

  Kind kind = Kind::kSwitch;
  int applicant = 0;
  std::set<std::string> mentions;
  std::string attribute;
  std::vector<std::string> texts;
  // Of kText: all that there are; empty if any text may be.
  std::vector<std::string> allowed;
  // The chain of each place. Of one that the directory lacks, its name alone.
  std::vector<PlaceChain> places;
  // Not all places are known: it may also be another.
  bool more_places = false;
  // Where the applicant is known to be; may be empty.
  PlaceChain within;
  absl::optional<int64_t> months;
  LinearSum sum;
};

// Without "not": tests say whether they hold.
struct PremiseFormula {
  enum class Kind { kTrue, kFalse, kTest, kAll, kAny };

  Kind kind = Kind::kTrue;
  int test = 0;
  bool holds = true;
  std::vector<PremiseFormula> parts;

  static PremiseFormula Constant(bool holds);
  static PremiseFormula Of(int test, bool holds);
  // Simplified: without constants, and without "all" right below "all".
  static PremiseFormula All(std::vector<PremiseFormula> parts);
  static PremiseFormula Any(std::vector<PremiseFormula> parts);

  // The same for formulas written alike.
  std::string Key() const;
};

// Each test and number once, by its key. Shared by the formulas of one plan;
// used by one thread.
class PremiseTests {
 public:
  int Number(const std::string& key, const PremiseNumber& number);
  int Test(const std::string& key, const PremiseTest& test);

  const PremiseNumber& number(int index) const { return numbers_[index]; }
  const PremiseTest& test(int index) const { return tests_[index]; }

 private:
  std::map<std::string, int> number_by_key_;
  std::map<std::string, int> test_by_key_;
  std::vector<PremiseNumber> numbers_;
  std::vector<PremiseTest> tests_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PREMISES_PREMISE_FORMULA_H_
