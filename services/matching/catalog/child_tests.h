// What an expression asks of those under a subject, taken out of it so that it
// can be asked of each of them alone.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_CHILD_TESTS_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_CHILD_TESTS_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/rule.h"
#include "common/rules/value_rule.h"

namespace sangam::matching {

// `children.filter(c, c.members >= 10).size() >= 8` is "at least 8 of them
// satisfy members >= 10".
struct ChildTest {
  // To be evaluated on one of those under the subject.
  Rule condition;
  // How many must satisfy it, evaluated on the subject; and so many more (1 for
  // a strict comparison). Absent: all.
  absl::optional<ValueRule> required;
  int64_t more = 0;
};

// The tests that must all hold for the expression to hold, in its order:
// all(), exists(), and lower bounds of counts. What has another form, or asks
// about child and subject at once, is left out; the whole is then known by
// evaluating the expression only. `expression` compiles with the dictionary,
// which outlives the result.
std::vector<ChildTest> ChildTestsOf(absl::string_view expression,
                                    const AttributeDictionary& dictionary);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_CHILD_TESTS_H_
