// Solves a dense transport problem with LEMON's network simplex, the fastest general code of that
// library: block search pivots on the complete bipartite digraph. Called by bench:peers as
//
//   lemon <n> <m> <file of a> <file of b> <file of costs, row-major>      all raw doubles
//
// prints the milliseconds of the solve and its value as JSON. LEMON is exact on integers only: masses are
// rounded to a total of 2^40 and costs to 2^30 steps of the largest, so that its value agrees to about
// 1e-9. Building the graph is not counted, as POT's is not.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <vector>

static std::vector<double> read(const char *path, size_t count) {
  std::vector<double> values(count);
  FILE *file = std::fopen(path, "rb");
  if (!file || std::fread(values.data(), sizeof(double), count, file) != count) std::exit(1);
  std::fclose(file);
  return values;
}

static std::vector<int64_t> apportion(const std::vector<double> &masses) {
  const double total = std::accumulate(masses.begin(), masses.end(), 0.0);
  std::vector<int64_t> out(masses.size());
  int64_t rest = int64_t(1) << 40;
  for (size_t i = 0; i < masses.size(); i++) {
    out[i] = std::floor(masses[i] / total * double(int64_t(1) << 40));
    rest -= out[i];
  }
  *std::max_element(out.begin(), out.end()) += rest;
  return out;
}

int main(int, char **argv) {
  const int n = std::atoi(argv[1]), m = std::atoi(argv[2]);
  const auto a = apportion(read(argv[3], n)), b = apportion(read(argv[4], m));
  const auto cost = read(argv[5], size_t(n) * m);
  double largest = 0;
  for (double c : cost) largest = std::max(largest, std::abs(c));
  const double step = largest > 0 ? largest / double(1 << 30) : 1;

  lemon::SmartDigraph digraph;
  digraph.reserveNode(n + m);
  digraph.reserveArc(n * m);
  for (int v = 0; v < n + m; v++) digraph.addNode();
  lemon::SmartDigraph::NodeMap<int64_t> supplies(digraph);
  lemon::SmartDigraph::ArcMap<int64_t> costs(digraph);
  for (int i = 0; i < n; i++) supplies[digraph.nodeFromId(i)] = a[i];
  for (int j = 0; j < m; j++) supplies[digraph.nodeFromId(n + j)] = -b[j];
  for (int i = 0; i < n; i++)
    for (int j = 0; j < m; j++)
      costs[digraph.addArc(digraph.nodeFromId(i), digraph.nodeFromId(n + j))] =
          std::llround(cost[size_t(i) * m + j] / step);

  using Simplex = lemon::NetworkSimplex<lemon::SmartDigraph, int64_t, int64_t>;
  Simplex simplex(digraph);
  simplex.supplyMap(supplies).costMap(costs);
  const auto start = std::chrono::steady_clock::now();
  const auto status = simplex.run();
  const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
  if (status != Simplex::OPTIMAL) return 2;
  std::printf("{\"ms\": %.6f, \"value\": %.17g}\n", time.count(),
              simplex.totalCost<double>() * step / double(int64_t(1) << 40));
}
