// The filter of a list, and what of it an index serves.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_LIST_FILTER_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_LIST_FILTER_H_

#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/rules/checked_node.h"
#include "common/rules/rule.h"
#include "common/rules/subject_view.h"

namespace sangam::registry {

// A compiled condition, divided by declared_lists.h into what the way to the
// rows takes care of and the rest, which is put to each row. Immutable.
class ListFilter {
 public:
  // Numbers of members, both included; kMembersNotKnown lies in none.
  struct Range {
    int64_t least = 0;
    int64_t most = std::numeric_limits<int64_t>::max();

    bool Holds(int64_t members) const {
      return least <= members && members <= most;
    }
  };
  // place.within(places): within any of them.
  struct Within {
    std::vector<std::string> places;
    rules::SourcePosition position;
  };
  // The field of the record that names `target`.
  struct ReferringTo {
    std::string field;
    std::string target;
  };

  // `text` may be empty: all. INVALID_ARGUMENT, INVALID_EXPRESSION on "filter",
  // each fault at its line and column; also for what no record of a list tells:
  // received(), parameter(), place sets and children.
  static absl::StatusOr<ListFilter> Compile(absl::string_view text,
                                            absl::string_view collection);

  // What indexes serve; absent where nothing of the kind is asked.
  const absl::optional<std::set<int64_t>>& classes() const { return classes_; }
  const absl::optional<Within>& within() const { return within_; }
  const absl::optional<Range>& members() const { return members_; }
  const absl::optional<ReferringTo>& referring_to() const {
    return referring_to_;
  }

  // Whether there is more than what indexes serve.
  bool has_rest() const { return !rest_.empty(); }
  // Whether the rest is true of a record for which the served parts hold.
  bool RestHolds(const SubjectView& record,
                 const ReferenceData& reference) const;

  // Whether all of it is true of a record.
  bool Holds(const SubjectView& record, const ReferenceData& reference) const;

  // Whether evaluating it, or its rest, needs to know where places lie.
  bool reads_places() const { return reads_places_; }
  bool rest_reads_places() const { return rest_reads_places_; }

 private:
  // Takes the conditions that are joined by && apart.
  void Divide(const rules::CheckedNode& node, absl::string_view collection);
  // Whether an index serves this one.
  bool TakeServed(const rules::Predicate& predicate,
                  absl::string_view collection);
  bool TakeClass(const rules::Predicate& predicate,
                 absl::string_view collection);
  bool TakeWithin(const rules::Predicate& predicate);
  bool TakeMembers(const rules::Predicate& predicate);
  bool TakeReference(const rules::Predicate& predicate);

  absl::optional<Rule> rule_;
  absl::optional<std::set<int64_t>> classes_;
  absl::optional<Within> within_;
  absl::optional<Range> members_;
  absl::optional<ReferringTo> referring_to_;
  // Of the rule's tree, which outlives them.
  std::vector<const rules::CheckedNode*> rest_;
  bool reads_places_ = false;
  bool rest_reads_places_ = false;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_LIST_FILTER_H_
