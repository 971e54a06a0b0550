// A made-up registry of any size, for tests and benchmarks.
//
//   Population population({.seed = 7, .subjects = 90'000});
//   population.ForEach([&](const registry::v1::Entity& entity) { ... });
//
// Nothing in it is real, and all names say so ("Made-up village 12"). Its shape
// is: members a group, groups a village organisation and village organisations
// a federation are those of fifteen states; a fact in eight is missing, as in
// thin registers.
#ifndef SANGAM_TESTS_POPULATION_POPULATION_H_
#define SANGAM_TESTS_POPULATION_POPULATION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "sangam/registry/v1/entity.pb.h"

namespace sangam::population {

// The same options give the same records on every machine. Immutable, so
// thread-safe.
class Population {
 public:
  struct Options {
    uint64_t seed = 1;
    // Groups, federations and enterprises together, at least 100.
    int64_t subjects = 10'000;
    // Of a hundred groups, so many have an enterprise that is recorded, ...
    int enterprises_percent = 33;
    // ... and so many have received a benefit that is.
    int linkages_percent = 20;
  };

  explicit Population(Options options);

  // Every record once: places from the state down, federations from the top
  // down, groups, enterprises, linkages; so that none comes before one that it
  // refers to.
  void ForEach(
      absl::FunctionRef<void(const registry::v1::Entity&)> receive) const;

  int64_t places() const;
  int64_t groups() const;
  int64_t enterprises() const;

 private:
  // One state: how many there are of each, and the number of the first of each
  // in the whole population.
  struct State {
    int64_t districts, blocks, federations, organisations, groups, enterprises;
    int64_t first_federation, first_organisation, first_group, first_enterprise;
    int64_t members_tenths;
  };

  void AddPlaces(
      int state,
      absl::FunctionRef<void(const registry::v1::Entity&)> receive) const;
  void AddFederations(
      int state,
      absl::FunctionRef<void(const registry::v1::Entity&)> receive) const;
  void AddGroup(
      int state, int64_t index,
      absl::FunctionRef<void(const registry::v1::Entity&)> receive) const;
  void AddEnterprise(
      int state, int64_t index,
      absl::FunctionRef<void(const registry::v1::Entity&)> receive) const;
  void AddLinkage(
      int state, int64_t index,
      absl::FunctionRef<void(const registry::v1::Entity&)> receive) const;
  std::string VillageOf(int state, int64_t organisation) const;

  const Options options_;
  std::vector<State> states_;
};

}  // namespace sangam::population

#endif  // SANGAM_TESTS_POPULATION_POPULATION_H_
