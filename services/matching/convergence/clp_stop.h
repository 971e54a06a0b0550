// Ends a run of Clp, the linear solver, from outside.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_CLP_STOP_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_CLP_STOP_H_

#include <coin/ClpEventHandler.hpp>
#include <functional>
#include <utility>

namespace sangam::matching {

// Asks `stop` after each iteration; true ends the run, with status 5. Clp takes
// a copy for itself, and so does each of its own copies.
class ClpStop final : public ClpEventHandler {
 public:
  explicit ClpStop(std::function<bool()> stop) : stop_(std::move(stop)) {}

  int event(Event which) override {
    return which == endOfIteration && stop_() ? 0 : -1;
  }
  ClpEventHandler* clone() const override { return new ClpStop(*this); }

 private:
  std::function<bool()> stop_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_CLP_STOP_H_
