// What rules read beside the subject: places, place sets and parameters.
#ifndef SANGAM_COMMON_RULES_REFERENCE_DATA_H_
#define SANGAM_COMMON_RULES_REFERENCE_DATA_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/rules/place_chain.h"
#include "common/rules/value.h"
#include "sangam/scheme_catalog/v1/parameter.pb.h"
#include "sangam/scheme_catalog/v1/place_set.pb.h"

namespace sangam {

// Place sets and parameters of the catalogue, by date. Immutable, thread-safe.
class DatedReferences {
 public:
  // What belongs to a place set on one day.
  struct PlaceSetOnDay {
    // Names of places, in the order of the record.
    std::vector<std::string> places;
    // There may be more that are not recorded.
    bool incomplete = false;
  };

  DatedReferences() = default;
  // A value that has not the parameter's type counts as not given; of values
  // that overlap the first counts.
  DatedReferences(const std::vector<scheme_catalog::v1::Parameter>& parameters,
                  const std::vector<scheme_catalog::v1::PlaceSet>& place_sets);

  // Nothing: no such set.
  absl::optional<PlaceSetOnDay> PlaceSet(absl::string_view name,
                                         absl::CivilDay day) const;
  // Nothing known on that day, or no such parameter: monostate.
  rules::Value Parameter(absl::string_view name, absl::CivilDay day) const;
  // What people call a parameter or a place set, in a BCP 47 language, else in
  // English, else in any; empty if it is not known.
  std::string TitleOf(absl::string_view name,
                      absl::string_view language_code) const;

  // Those with the same generation answer the same, for ever.
  uint64_t generation() const { return generation_; }

  // No parameters and no sets. Lives until the program ends.
  static const DatedReferences& Empty();

 private:
  struct Period {
    absl::optional<absl::CivilDay> from;
    absl::optional<absl::CivilDay> until;
    bool Holds(absl::CivilDay day) const {
      return (!from || *from <= day) && (!until || day <= *until);
    }
  };
  struct DatedValue {
    Period period;
    rules::Value value;
  };
  struct DatedPlace {
    Period period;
    std::string place;
  };
  struct DatedPlaceSet {
    std::vector<DatedPlace> places;
    bool incomplete = false;
  };

  template <typename Message>
  static Period PeriodOf(const Message& message);

  // 0 where there is nothing. Goes along with what is copied.
  uint64_t generation_ = 0;
  absl::flat_hash_map<std::string, std::vector<DatedValue>> parameters_;
  absl::flat_hash_map<std::string, DatedPlaceSet> place_sets_;
  absl::flat_hash_map<std::string, std::map<std::string, std::string>> titles_;
};

// Cheap to copy; what it points to outlives it.
struct ReferenceData {
  const PlaceDirectory& places;
  const DatedReferences& dated;

  // Implicit on purpose: a directory alone is enough for rules that name
  // neither parameters nor place sets.
  // NOLINTNEXTLINE(google-explicit-constructor)
  ReferenceData(const PlaceDirectory& places,
                const DatedReferences& dated = DatedReferences::Empty())
      : places(places), dated(dated) {}
};

}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_REFERENCE_DATA_H_
