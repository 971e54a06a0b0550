// In which ways receipts of other schemes make a version's conditions hold.
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

// Schemes to receive first, "schemes/...", by name.
using ReceiptWay = std::vector<std::string>;

// The ways in which all of these conditions of the version's own hold once what
// is `had` was received too: sets of other schemes with none to spare. One is
// to spare if the conditions hold without it, and nothing that is received
// beside, be it that one itself, makes them fail any sooner. Fewer schemes come
// first, of as many those by name; where nothing is needed, nothing at all.
// Empty if no receipts do.
//
// Of conditions that ask for more than kMostTriedTogether together one way is
// told: for each that fails, what ReceiptsNeededBy finds.
std::vector<ReceiptWay> WaysToHold(const CompiledVersion& version,
                                   const std::vector<int>& conditions,
                                   const ReceiptWay& had,
                                   const MatchContext& context);

// Whether receipts of other schemes make a condition of the version's own hold
// that is known to fail.
bool CanHoldByReceipts(const CompiledVersion& version, int condition,
                       const MatchContext& context);

// Schemes that must be received for a condition of the version's own that is
// known to fail to hold, as few as are found; empty if it does not fail, or no
// receipts make it hold.
ReceiptWay ReceiptsNeededBy(const CompiledVersion& version, int condition,
                            const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_RECEIPT_WAYS_H_
