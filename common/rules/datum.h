// What parts of an expression come to while it is evaluated.
#ifndef SANGAM_COMMON_RULES_DATUM_H_
#define SANGAM_COMMON_RULES_DATUM_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "absl/types/variant.h"
#include "common/rules/unknown_cause.h"
#include "common/rules/value.h"

namespace sangam {

class SubjectView;

namespace rules {

// A number that is known only within bounds, both included: a count over
// children of which not all is known.
struct NumberRange {
  int64_t least = 0;
  // Absent: as many as you like.
  absl::optional<int64_t> most;
  // Why it is not known better.
  UnknownCauses causes;
};

struct DatumList;

// Nothing (not known), a number, bounds of one, yes or no, a text, a date, a
// list, or one of those under the subject.
using Datum =
    absl::variant<absl::monostate, int64_t, NumberRange, bool, std::string,
                  absl::CivilDay, std::shared_ptr<const DatumList>,
                  const SubjectView*>;

// A list of data of one type.
struct DatumList {
  struct Element {
    Element(Datum value, bool certain)
        : value(std::move(value)), certain(certain) {}

    Datum value;
    // Otherwise it may or may not be in the list.
    bool certain = true;
  };
  std::vector<Element> elements;
  // Otherwise there may be more elements, of which nothing is known.
  bool complete = true;
  // Why elements are not certain or the list is not complete.
  UnknownCauses causes;

  // Whether each element is certain and there are no more.
  bool IsCertain() const;
};

// As a datum; texts of a list become its elements.
Datum ToDatum(const Value& value);
// As a value; nothing for what a value can't hold.
Value ToValue(const Datum& datum);

inline bool IsKnown(const Datum& datum) { return datum.index() != 0; }

// How many characters a text has.
int64_t CountCharacters(absl::string_view text);

}  // namespace rules
}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_DATUM_H_
