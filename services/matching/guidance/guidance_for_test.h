// Guidance out of small catalogues, for tests.
#ifndef SANGAM_SERVICES_MATCHING_GUIDANCE_GUIDANCE_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_GUIDANCE_GUIDANCE_FOR_TEST_H_

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/rules/random_rules.h"
#include "services/matching/catalog/sample_catalog.h"
#include "services/matching/guidance/subject_guidance.h"

namespace sangam::matching {

// A description and a citation in protobuf's text form.
inline std::string Told(const std::string& text) {
  return absl::StrCat(" description { text { key: 'en' value: '", text,
                      "' } } citations { document: 'A report' } ");
}

// A title in protobuf's text form.
inline std::string Titled(const std::string& text) {
  return absl::StrCat(" title { text { key: 'en' value: '", text, "' } } ");
}

// A catalogue with guidance, on the first of April 2024.
class GuidanceForTest {
 public:
  explicit GuidanceForTest(const SampleCatalog& sample)
      : snapshot_(sample.Build()) {
    indexed_.snapshot = snapshot_;
    indexed_.index = ForwardIndex::Build(*snapshot_);
    indexed_.tables = AnswerTables::Build(snapshot_, indexed_.index.get());
  }

  void AddModel(const std::string& text) {
    auto model = std::make_shared<scheme_catalog::v1::ReplicableModel>(
        FromText<scheme_catalog::v1::ReplicableModel>(text));
    contents_.models[model->name()] = model;
  }
  void AddProblem(const std::string& text) {
    auto problem = std::make_shared<scheme_catalog::v1::SurveyProblem>(
        FromText<scheme_catalog::v1::SurveyProblem>(text));
    contents_.problems[problem->name()] = problem;
  }

  // What `ask` makes of the guidance for a profile in protobuf's text form.
  template <typename Ask>
  auto For(const std::string& profile, const Ask& ask) const {
    MatchSubject subject;
    subject.name = "groups/a";
    subject.profile = FromText<type::v1::Profile>(profile);
    const auto places = rules::SamplePlaces();
    const auto catalog = Compile();
    return ask(SubjectGuidance(*catalog, indexed_, subject, places, Day(), ""));
  }

  std::shared_ptr<const GuidanceCatalog> Compile() const {
    return GuidanceCatalog::Compile(snapshot_, contents_);
  }
  const IndexedCatalog& indexed() const { return indexed_; }
  static absl::CivilDay Day() { return absl::CivilDay(2024, 4, 1); }

 private:
  std::shared_ptr<const CatalogSnapshot> snapshot_;
  IndexedCatalog indexed_;
  GuidanceContents contents_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_GUIDANCE_GUIDANCE_FOR_TEST_H_
