// Random catalogues and subjects, for comparing executors of rules.
#ifndef SANGAM_TESTS_EXECUTORS_RANDOM_CATALOG_H_
#define SANGAM_TESTS_EXECUTORS_RANDOM_CATALOG_H_

#include <string>

#include "absl/time/civil_time.h"
#include "common/rules/place_chain.h"
#include "common/rules/random_rules.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/matching/catalog/catalog_resources.h"

namespace sangam::executors {

// A subject before it is read.
struct RandomSubject {
  type::v1::Profile profile;
  PlaceChain place_chain;
  absl::CivilDay as_of;
};

// Draws catalogues over the sample dictionary (see random_rules.h): several
// versions of a scheme with dates that overlap, defects, every construct of the
// language, and what indexes go wrong at: contradictions, tautologies, bounds
// of an int64, several elements of one list, forms too large to write out.
// Every draw depends on the seed alone.
class RandomCatalog {
 public:
  explicit RandomCatalog(unsigned seed) : rules_(seed) {}

  matching::CatalogResources Catalog(int schemes);
  // The same with a few versions changed, added and taken away, and schemes.
  matching::CatalogResources Changed(matching::CatalogResources catalog);

  RandomSubject Subject(const PlaceDirectory& places);
  // Forgets some facts, and some of those under the subject, as too old.
  void ForgetOldFacts(RandomSubject* subject);

 private:
  int Draw(int below) { return rules_.Draw(below); }
  std::string Number();
  // A plain one has little that is computed.
  std::string Condition(bool plain);
  // A rule that is written to be hard on an index.
  std::string Trap();
  scheme_catalog::v1::SchemeVersion Version(const std::string& scheme,
                                            int number);

  rules::RandomRules rules_;
  int names_ = 0;
};

// The sample places with a district moved to the other state.
class MovedPlaces : public PlaceDirectory {
 public:
  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override;
  std::string TitleOf(absl::string_view) const override { return ""; }
  uint64_t generation() const override { return generation_; }

 private:
  const rules::SamplePlaces places_;
  const uint64_t generation_ = NewGeneration();
};

}  // namespace sangam::executors

#endif  // SANGAM_TESTS_EXECUTORS_RANDOM_CATALOG_H_
