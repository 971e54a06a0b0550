// Sums over the SHGs below a federation.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_FEDERATION_SUMS_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_FEDERATION_SUMS_H_

#include <array>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "sangam/registry/v1/federation_roll_up_service.pb.h"
#include "sangam/registry/v1/group.pb.h"

namespace sangam::registry {

// What is summed. Stored in this order: only ever add to the end.
enum SumField {
  kShgs,
  // Bodies that don't say that their children are all recorded.
  kOpenBodies,
  // Of each fact how many SHGs record it, and the sum over these.
  kMembersKnown,
  kMembers,
  kPoorMembersKnown,
  kPoorMembers,
  kMembersWherePoorKnown,
  kSavingsKnown,
  kSavings,
  kTurnoverKnown,
  kTurnover,
  kNpaKnown,
  kNpa,
  kLoansWhereNpaKnown,
  kSumFields
};

// Numbers that are added and taken away again. Wider than an int64, so that no
// order of changes can overflow them. A value type.
class FederationSums {
 public:
  using Number = __int128;

  Number operator[](SumField field) const { return numbers_[field]; }
  void Add(SumField field, Number number) { numbers_[field] += number; }

  FederationSums& operator+=(const FederationSums& other);
  FederationSums& operator-=(const FederationSums& other);
  bool operator==(const FederationSums&) const = default;

 private:
  std::array<Number, kSumFields> numbers_ = {};
};

// What a body hands up to the one that it belongs to.
struct SumsAbove {
  FederationSums sums;
  // Of bodies with their own mandate, which stay apart.
  FederationSums own_mandate;

  SumsAbove& operator+=(const SumsAbove& other);
  SumsAbove& operator-=(const SumsAbove& other);
  // As they are above a body that keeps its own mandate.
  SumsAbove Apart() const;
  bool operator==(const SumsAbove&) const = default;
};

// All that is kept of a federation.
struct FederationTotals {
  SumsAbove below;
  bool keeps_own_mandate = false;

  SumsAbove Above() const { return keeps_own_mandate ? below.Apart() : below; }
  bool operator==(const FederationTotals&) const = default;
};

// Whether groups of this kind are above SHGs by parent: VO, CLF, BLF.
bool IsFederation(type::v1::SubjectKind kind);
// Whether they may draw on SHGs: producer group, producer company, cooperative.
bool DrawsOnShgs(type::v1::SubjectKind kind);

// What an SHG counts for.
FederationSums SumsOfShg(const v1::Group& shg);
// What a body counts for by itself, without anything below it.
FederationSums SumsOfBody(const v1::Group& body);
// Whether a federation was formed before the mission.
bool KeepsOwnMandate(const v1::Group& federation);

// As they are stored: never empty. Nothing for a text that is none.
std::string EncodeTotals(const FederationTotals& totals);
absl::optional<FederationTotals> DecodeTotals(absl::string_view text);

// As they are told.
v1::ShgSums ToMessage(const FederationSums& sums);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_FEDERATION_SUMS_H_
