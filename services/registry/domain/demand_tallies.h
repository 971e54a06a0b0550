// Demands counted together, and those that are not met in order.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_DEMAND_TALLIES_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_DEMAND_TALLIES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "sangam/registry/v1/demand.pb.h"
#include "sangam/type/v1/place_ref.pb.h"

namespace sangam::registry {

// What of the cost of a demand that is not met is open, in paise: where a part
// of its quantity is met, in whatever state, what is left, rounded up. Its cost
// is known.
int64_t UnmetCostPaise(const v1::Demand& demand);

// Takes demands one by one. For one thread. Sums that are too large for a
// number stay at the largest.
class DemandTallies {
 public:
  struct Options {
    // Of it and of those below it are the demands; may be empty.
    std::string place;
    type::v1::PlaceKind by_place = type::v1::PLACE_KIND_UNSPECIFIED;
    bool by_department = false;
    // Keep so many of those that are not met.
    size_t unmet = 0;
  };

  explicit DemandTallies(Options options) : options_(std::move(options)) {}

  // `chain` is that of the demand's place, itself first.
  void Add(v1::Demand demand, const std::vector<type::v1::PlaceRef>& chain);

  // Fills all but titles and token.
  void Report(v1::ReportDemandsResponse* response) const;

 private:
  using Key = std::tuple<std::string, int, std::string>;
  // By the rank at the place asked about, at the places below it, the name: of
  // two with the same rank, as two bodies may well have given, the first by
  // name.
  using Urgency = std::tuple<std::vector<int64_t>, std::string>;

  Urgency UrgencyOf(const v1::Demand& demand,
                    const std::vector<type::v1::PlaceRef>& chain) const;

  const Options options_;
  std::map<Key, v1::DemandTally> tallies_;
  std::map<Urgency, v1::Demand> unmet_;
  int64_t unmet_in_all_ = 0;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_DEMAND_TALLIES_H_
