// In which ways receipts of other schemes make a version's rules hold.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_RECEIPT_WAYS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_RECEIPT_WAYS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// So many other schemes' receipts are tried in all ways.
inline constexpr size_t kMostTriedTogether = 6;

// Conditions of a version's own, or of its benefits.
using ReceiptRules = std::vector<const OptionalRule*>;

// Schemes to receive first, "schemes/...", by name.
using ReceiptWay = std::vector<std::string>;

struct ReceiptWays {
  // Those that leave nothing unknown first, of these the ones with fewer
  // schemes, of as many those by name.
  std::vector<ReceiptWay> ways;
  // How many leave nothing unknown.
  size_t sure = 0;
  // Others that nothing but what was received already makes to spare.
  std::vector<ReceiptWay> to_spare;
  // How many of these leave nothing unknown, the first.
  size_t sure_to_spare = 0;
  // Whether there may be others.
  bool left_out = false;
};

// The ways in which none of these rules fails once what is `had` was received
// too: sets of other schemes with none to spare. One is to spare if the rules
// hold as surely without it, and nothing that is received beside, be it that
// one itself, makes them hold less surely any sooner. Where nothing is needed,
// nothing at all. No ways if no receipts do.
//
// Ways that something received already takes the place of are told too, as to
// spare: that one of them comes first may still settle what excludes the
// scheme.
//
// Of more than kMostTriedTogether schemes those are left out whose receipt can
// only make rules fail. Of more still none, each singly, and what
// ReceiptsNeededBy finds for the rules are looked at.
ReceiptWays WaysToHold(const CompiledVersion& version,
                       const ReceiptRules& rules, const ReceiptWay& had,
                       const MatchContext& context);

// Whether after receipts of other schemes a rule of the version that is known
// to fail is no longer known to.
bool CanHoldByReceipts(const CompiledVersion& version, const OptionalRule& rule,
                       const MatchContext& context);

// Whether the receipt of another scheme, by itself or once more are received,
// can make a rule of the version hold more surely.
bool CanGainByReceipts(const CompiledVersion& version, const OptionalRule& rule,
                       const MatchContext& context);

// Whether the rule asks for receipts of other schemes, and is not known to fail
// or can hold by them.
bool GoesByReceipts(const CompiledVersion& version, const OptionalRule& rule,
                    const MatchContext& context);

// Schemes that must be received for a rule of the version that is known to fail
// to hold, or else to be unknown, as few as are found; empty if it does not
// fail, or no receipts help.
ReceiptWay ReceiptsNeededBy(const CompiledVersion& version,
                            const OptionalRule& rule,
                            const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_RECEIPT_WAYS_H_
