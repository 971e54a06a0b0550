// Whom a draft would reach, and what it changes against the version in force.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_SCHEME_PREVIEW_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_SCHEME_PREVIEW_H_

#include <array>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/coverage/sliced_answer.h"
#include "services/matching/coverage/subject_scan.h"

namespace sangam::matching {

// Answers PreviewScheme; the request and the reader outlive it.
class SchemePreview : public SlicedAnswer<v1::PreviewSchemeResponse> {
 public:
  SchemePreview(const v1::PreviewSchemeRequest* request,
                const CoverageBasisReader* reader)
      : SlicedAnswer(&reader->clock(), reader->turns(), reader->limit()),
        request_(*request),
        reader_(*reader) {}

 private:
  // Subjects that go from one verdict to another.
  struct Change {
    int64_t subjects = 0;
    std::vector<std::string> examples;
  };

  absl::Status Begin(const CallContext& call,
                     v1::PreviewSchemeResponse* response) override;
  absl::StatusOr<bool> Step(v1::PreviewSchemeResponse* response) override;
  bool IsFull(const v1::PreviewSchemeResponse&) const override { return false; }
  void End(v1::PreviewSchemeResponse* response) override;
  void SetProgress(v1::PreviewSchemeResponse* response) const override;

  // The date of the question, and the version in force then, if there is one.
  absl::Status FindVersions(std::vector<SharedVersion>* versions);
  void Count(const RowBits& rows, Change* change);

  const v1::PreviewSchemeRequest& request_;
  const CoverageBasisReader& reader_;
  std::string digest_;
  CoverageBasis basis_;
  absl::optional<SubjectScan> scan_;
  // Empty: none.
  std::string version_in_force_;
  // By the verdict before and after, in the order of kVerdicts; without a
  // version in force, all are in the first row.
  std::array<std::array<Change, kVerdicts.size()>, kVerdicts.size()> changes_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_SCHEME_PREVIEW_H_
