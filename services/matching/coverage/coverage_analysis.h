// How far schemes reach: who is eligible, who received, who is left out.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_ANALYSIS_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_ANALYSIS_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/types/optional.h"
#include "common/validation/violations.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/coverage/coverage_cells.h"
#include "services/matching/coverage/sliced_answer.h"
#include "services/matching/coverage/subject_scan.h"

namespace sangam::matching {

// Answers AnalyzeCoverage; the request and the reader outlive it.
class CoverageAnalysis : public SlicedAnswer<v1::AnalyzeCoverageResponse> {
 public:
  // More rows than this are refused.
  static constexpr size_t kMostCells = 1'000'000;
  static constexpr int kMostSchemes = 1000;

  CoverageAnalysis(const v1::AnalyzeCoverageRequest* request,
                   const CoverageBasisReader* reader)
      : SlicedAnswer(&reader->clock(), reader->turns(), reader->limit()),
        request_(*request),
        reader_(*reader) {}

 private:
  absl::Status Begin(const CallContext& call,
                     v1::AnalyzeCoverageResponse* response) override;
  absl::StatusOr<bool> Step(v1::AnalyzeCoverageResponse* response) override;
  bool IsFull(const v1::AnalyzeCoverageResponse& response) const override;
  void End(v1::AnalyzeCoverageResponse* response) override;
  void SetProgress(v1::AnalyzeCoverageResponse* response) const override;
  void Rest() override { scan_->Rest(); }

  void ReadDate(Violations& violations);
  void CheckRequest(Violations& violations) const;
  absl::StatusOr<CoverageBreakdown> ReadBreakdown() const;
  // The schemes asked about with a version in force.
  absl::StatusOr<std::vector<SharedVersion>> FindVersions();
  // Notes the places of institutions among the rows of the block.
  void FindInstitutions();
  // Adds the next row of counts; whether there was one.
  bool AddCell(v1::AnalyzeCoverageResponse* response);
  // Finds the places that have no institution.
  void FindWithout();

  const v1::AnalyzeCoverageRequest& request_;
  const CoverageBasisReader& reader_;
  std::string digest_;
  CoverageBasis basis_;
  std::vector<std::string> schemes_;
  absl::optional<SubjectScan> scan_;
  // The place of the institutions' version among the scan's.
  absl::optional<size_t> institution_;
  absl::flat_hash_set<std::string> places_with_institution_;
  // Places of a coarser kind; whose part of the kind asked for isn't known.
  absl::flat_hash_set<std::string> places_that_may_have_one_;
  absl::optional<CoverageCells> cells_;
  bool counted_ = false;
  // The places without an institution, and the next one to send.
  std::vector<std::string> without_;
  size_t next_without_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_ANALYSIS_H_
