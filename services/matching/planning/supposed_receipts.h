// How rules come out once an applicant has received schemes of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_SUPPOSED_RECEIPTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_SUPPOSED_RECEIPTS_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/rules/typed_node.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Adds the schemes, "schemes/...", that received() is asked of in the tree, be
// it by way of computed attributes.
void AddSchemesAskedOf(const rules::TypedNode& tree,
                       std::set<std::string>* schemes);

// Contexts in which other schemes were received; without schemes the context
// itself. Each is made once. Used by one thread; the contexts given outlive it.
class SupposedReceipts {
 public:
  // These besides, on the day of the question.
  const MatchContext& With(const MatchContext& context,
                           const std::vector<std::string>& schemes);
  // As if none of these ever had been.
  const MatchContext& Without(const MatchContext& context,
                              const std::vector<std::string>& schemes);

 private:
  struct Entry {
    Entry(const MatchContext& context, type::v1::Profile supposed);

    const type::v1::Profile profile;
    const SubjectView subject;
    const MatchContext match;
  };
  using Entries =
      std::map<std::pair<const MatchContext*, std::vector<std::string>>,
               std::unique_ptr<const Entry>>;

  Entries with_;
  Entries without_;
};

// Those that the rule asks for beside the version's own scheme.
std::set<std::string> OthersAskedBy(const CompiledVersion& version,
                                    const OptionalRule& rule);

// What a version's conditions say of when other schemes are received, those of
// its relations too.
struct ReceiptOrder {
  // Schemes with which one that is not known to hold would surely hold.
  std::set<std::string> first;
  // Schemes with which one would hold less surely.
  std::set<std::string> later;
};

// Once what is `had` was received; by the conditions of these benefits too.
ReceiptOrder ReceiptOrderOf(const CompiledVersion& version,
                            const std::set<int>& benefits,
                            const std::vector<std::string>& had,
                            const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_SUPPOSED_RECEIPTS_H_
